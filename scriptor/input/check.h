/* --check: what is doubtful in scripts, told without a card. */
#ifndef SCRIPTOR_INPUT_CHECK_H
#define SCRIPTOR_INPUT_CHECK_H

#include "base/status.h"
#include "scriptor/input/script_files.h"
#include "scriptor/show/transcript.h"

/* Shows all findings: STATUS_NO where there is one. What a PIN risks is told, and is no error. */
enum status check_scripts(const struct scripts *scripts, struct transcript *transcript);

#endif
