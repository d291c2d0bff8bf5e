/* --cgi: answers a request of a web server (RFC 3875). */
#ifndef ATR_PARSER_PAGE_CGI_H
#define ATR_PARSER_PAGE_CGI_H

#include "base/status.h"

#include <stdbool.h>

/* Returns true if the program was started by a web server: as atr_parser.cgi, or with --cgi as
 * its first argument, and with GATEWAY_INTERFACE set. The other arguments are not options then,
 * because a server may pass the query there (4.4). */
bool cgi_is_asked(int argc, char *const *argv);
/* Writes the response to standard output. Returns the exit status. */
enum status cgi_answer(void);

#endif
