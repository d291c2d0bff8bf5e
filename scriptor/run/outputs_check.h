/* Checks that no output file of a run takes the place of another file of the run. */
#ifndef SCRIPTOR_RUN_OUTPUTS_CHECK_H
#define SCRIPTOR_RUN_OUTPUTS_CHECK_H

#include <stdbool.h>

struct options;
struct scripts;

/* Returns false, after a message, if an output file is also another output file, one of the
 * scripts or a file that they include, or the recording that takes the card's place. */
bool outputs_check(const struct options *options, const struct scripts *scripts);

/* Returns the option, such as "--record", whose output file path leads to; NULL if there is none.
 */
const char *outputs_option(const struct options *options, const char *path);

#endif
