/* Text from outside, written into XML or HTML, between tags or in a quoted attribute. */
#ifndef RENDER_XML_ESCAPED_H
#define RENDER_XML_ESCAPED_H

#include "cards/card_matches.h"

#include <stdint.h>
#include <stdio.h>

/* & < > " ' become entities; what is not UTF-8, and characters that XML has not, become U+FFFD. */
void put_xml(FILE *out, struct span text);
/* Returns the entity of one of those five; NULL for any other character. */
const char *xml_entity(uint32_t c);

#endif
