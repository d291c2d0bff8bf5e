/* atr_parser --cgi: answers one request of a web server (RFC 3875). */
#ifndef ATR_PARSER_PAGE_CGI_H
#define ATR_PARSER_PAGE_CGI_H

#include "base/status.h"

#include <stdbool.h>

/* Returns true if the program was started by a web server: as atr_parser.cgi, or with --cgi as its
 * first argument and GATEWAY_INTERFACE set. A server may pass the query as arguments (4.4), so that
 * the command line says nothing else then. */
bool cgi_is_asked(int argc, char *const *argv);
/* The response to standard output, also where there is none but an error. */
enum status cgi_answer(void);

#endif
