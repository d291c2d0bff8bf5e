/* atr_parser --site: the card lists as files for any web server, or none. */
#ifndef ATR_PARSER_PAGE_SITE_H
#define ATR_PARSER_PAGE_SITE_H

#include "atr_parser/answer.h"

/* Writes an index, a page an entry, the statistics, a stylesheet and a script into the directory of
 * the options. The same lists give the same bytes. */
enum status site_write(struct answer *answer);

#endif
