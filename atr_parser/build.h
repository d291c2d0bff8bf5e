/* ATRs from their fields. */
#ifndef ATR_PARSER_BUILD_H
#define ATR_PARSER_BUILD_H

#include "atr_parser/answer.h"

/* From the words FIELD=VALUE of the command line. */
enum status build_from_words(struct answer *answer);
/* From an object as --json writes it. */
enum status build_from_json(struct answer *answer, struct span text,
                            const struct text_source *source);

#endif
