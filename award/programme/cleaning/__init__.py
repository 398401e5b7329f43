"""The room that cleans what is typed: text, codes, addresses, times; and the order in which words stand."""
