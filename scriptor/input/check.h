/* --check: findings in scripts, without a card. */
#ifndef SCRIPTOR_INPUT_CHECK_H
#define SCRIPTOR_INPUT_CHECK_H

#include "base/status.h"
#include "scriptor/input/script_files.h"
#include "scriptor/show/transcript.h"

/* Shows all findings; returns STATUS_NO if there is one that is not only for information. */
enum status check_scripts(const struct scripts *scripts, struct transcript *transcript);

#endif
