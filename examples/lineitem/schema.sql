l_orderkey int8 not null, l_linenumber int4 not null, l_quantity numeric(15,2) not null, l_extendedprice numeric(15,2) not null, l_discount numeric(15,2) not null,
l_shipdate date not null, l_commitdate date not null, l_receiptdate date not null, l_shipmode text not null
