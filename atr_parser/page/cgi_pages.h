/* The content of the pages of --cgi. */
#ifndef ATR_PARSER_PAGE_CGI_PAGES_H
#define ATR_PARSER_PAGE_CGI_PAGES_H

#include "atr_parser/page/cgi_request.h"

#include <stdio.h>

/* Writes the content of the response to a request; for an invalid one, a page that says why.
 * Returns the status code of HTTP; 500 after a message. */
unsigned cgi_page(FILE *out, const struct cgi_request *request);

#endif
