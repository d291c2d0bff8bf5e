/* Writes untrusted text to XML or HTML, between tags or in a quoted attribute. */
#ifndef RENDER_XML_ESCAPED_H
#define RENDER_XML_ESCAPED_H

#include "cards/card_matches.h"

#include <stdint.h>
#include <stdio.h>

/* Writes text with entities for & < > " ' and U+FFFD for invalid UTF-8 and for characters that XML
 * does not allow. */
void put_xml(FILE *out, struct span text);
/* Returns the entity of one of these five characters; NULL for any other. */
const char *xml_entity(uint32_t c);

#endif
