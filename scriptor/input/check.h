/* --check: findings in scripts, without a card. */
#ifndef SCRIPTOR_INPUT_CHECK_H
#define SCRIPTOR_INPUT_CHECK_H

#include "base/status.h"
#include "scriptor/input/script_files.h"
#include "scriptor/show/transcript.h"

/* Shows all findings. Returns STATUS_NO if one of them is more than information, else
 * STATUS_YES. */
enum status check_scripts(const struct scripts *scripts, struct transcript *transcript);

#endif
