/* What the pages of atr_parser --cgi hold. */
#ifndef ATR_PARSER_PAGE_CGI_PAGES_H
#define ATR_PARSER_PAGE_CGI_PAGES_H

#include "atr_parser/page/cgi_request.h"

#include <stdio.h>

/* Writes the content of the response to a request, or why there is none. Returns the status of
 * HTTP, 500 after a message. */
unsigned cgi_page(FILE *out, const struct cgi_request *request);

#endif
