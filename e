quern: types inferred from the first rows: --schema 'a float8'
