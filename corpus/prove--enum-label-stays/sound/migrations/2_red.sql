-- plumb: allow irreversible "a label cannot be taken away"
ALTER TYPE color ADD VALUE 'red';
