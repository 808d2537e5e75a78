"""Tables of submissions: CSV and workbooks in any usual encoding and shape → rows with a place."""
