/* --build: makes ATRs from their fields. Both write the ATR, or the answer to it if a layout was
 * chosen, and return the exit status. */
#ifndef ATR_PARSER_BUILD_H
#define ATR_PARSER_BUILD_H

#include "atr_parser/answer.h"

/* Uses the arguments FIELD=VALUE of the command line. */
enum status build_from_words(struct answer *answer);
/* Uses an object as --json writes it; source says where it is from, for messages. */
enum status build_from_json(struct answer *answer, struct span text,
                            const struct text_source *source);

#endif
