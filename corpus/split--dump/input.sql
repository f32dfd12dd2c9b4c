--
-- PostgreSQL database dump
--

\restrict Dhghrgcisn3b8dP5fMm8Cmk8VY0DGUvOoNku1RdImigbM4K7isbjqUvHyNpEXIa

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: e; Type: TYPE; Schema: public; Owner: postgres
--

CREATE TYPE public.e AS ENUM (
    'a;',
    'b'''
);


ALTER TYPE public.e OWNER TO postgres;

--
-- Name: f(); Type: FUNCTION; Schema: public; Owner: postgres
--

CREATE FUNCTION public.f() RETURNS integer
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN true THEN 1
             ELSE NULL::integer
         END AS "case";
 SELECT 2;
END;


ALTER FUNCTION public.f() OWNER TO postgres;

--
-- Name: g(); Type: FUNCTION; Schema: public; Owner: postgres
--

CREATE FUNCTION public.g() RETURNS trigger
    LANGUAGE plpgsql
    AS $$begin return new; end$$;


ALTER FUNCTION public.g() OWNER TO postgres;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: videos; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.videos (
    id integer NOT NULL,
    title text NOT NULL,
    note text DEFAULT 'it''s; new'::text
);


ALTER TABLE public.videos OWNER TO postgres;

--
-- Name: TABLE videos; Type: COMMENT; Schema: public; Owner: postgres
--

COMMENT ON TABLE public.videos IS 'semi; colon';


--
-- Name: v; Type: VIEW; Schema: public; Owner: postgres
--

CREATE VIEW public.v AS
 SELECT videos.id,
    videos.title,
    videos.note
   FROM public.videos;


ALTER TABLE public.v OWNER TO postgres;

--
-- Data for Name: videos; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.videos (id, title, note) FROM stdin;
1	title; 1	tab\t\\ and\nline
2	title; 2	tab\t\\ and\nline
3	title; 3	tab\t\\ and\nline
4	title; 4	tab\t\\ and\nline
5	title; 5	tab\t\\ and\nline
\.


--
-- Name: videos videos_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.videos
    ADD CONSTRAINT videos_pkey PRIMARY KEY (id);


--
-- Name: v r; Type: RULE; Schema: public; Owner: postgres
--

CREATE RULE r AS
    ON INSERT TO public.v DO INSTEAD ( INSERT INTO public.videos (id, title)
  VALUES (new.id, new.title);
 SELECT 1 AS "?column?";
);


--
-- Name: videos x; Type: TRIGGER; Schema: public; Owner: postgres
--

CREATE TRIGGER x BEFORE INSERT ON public.videos FOR EACH ROW EXECUTE FUNCTION public.g();


--
-- PostgreSQL database dump complete
--

\unrestrict Dhghrgcisn3b8dP5fMm8Cmk8VY0DGUvOoNku1RdImigbM4K7isbjqUvHyNpEXIa

