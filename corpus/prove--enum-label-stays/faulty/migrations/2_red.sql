ALTER TYPE color ADD VALUE 'red';
