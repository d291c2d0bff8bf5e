/* --site: writes the card lists as pages for any web server, or none. */
#ifndef ATR_PARSER_PAGE_SITE_H
#define ATR_PARSER_PAGE_SITE_H

#include "atr_parser/answer.h"

/* Writes an index, a page for each entry, the statistics, a stylesheet and a script to the
 * directory of the options. The same lists give the same bytes. Returns the exit status. */
enum status site_write(struct answer *answer);

#endif
