/* All that is known about one ATR, from which every output is written. */
#ifndef CARDS_ATR_REPORT_H
#define CARDS_ATR_REPORT_H

#include "atr/atr.h"
#include "atr/atr_params.h"
#include "atr/atr_view.h"
#include "atr/profile/atr_profile.h"
#include "cards/card_nearest.h"
#include "cards/cardlist.h"
#include "atr/contactless.h"
#include "atr/hist.h"
#include "words/node.h"
#include "words/words.h"

struct fit;

/* All zero is empty. Filled again for the next ATR it reuses its memory. */
struct atr_report {
	struct span input; /* what the user wrote; {NULL, 0} for an ATR from a reader; not owned */
	struct atr atr;
	struct atr_params params;
	struct hist hist;
	struct contactless contactless;
	struct tree tree;           /* as describe_atr.h says; empty without a description */
	struct atr_verdict verdict; /* of atr_report_judge */
	const struct fit *fit;      /* with a reader, from app/card_fit; NULL: none; not owned */

	/* From app/identify. */
	struct card_matches matches;
	const struct searched_list *sources; /* not owned */
	size_t source_count;
	struct card_nearest *nearest; /* NULL if not requested; not owned */
};

/* Each of the next five fills the report from length bytes, with times at clock_hz (as atr_params
 * takes it), and empties its verdict and tree. What runs out of memory sets report->tree.failed. */

/* Fills atr (its problems include those of the historical bytes), hist and contactless. */
void atr_report_check(struct atr_report *report, const uint8_t *bytes, size_t length);
/* Does the same, and fills params. */
void atr_report_values(struct atr_report *report, const uint8_t *bytes, size_t length,
                       uint32_t clock_hz);
/* Does the same as atr_report_values, and fills tree with describe_atr_fields. */
void atr_report_fields(struct atr_report *report, const uint8_t *bytes, size_t length,
                       uint32_t clock_hz);
/* Does the same as atr_report_values, and fills tree with describe_atr_summary. */
void atr_report_summary(struct atr_report *report, const uint8_t *bytes, size_t length,
                        uint32_t clock_hz);
/* Does the same as atr_report_values, and fills tree with describe_atr. */
void atr_report_fill(struct atr_report *report, const uint8_t *bytes, size_t length,
                     uint32_t clock_hz);
/* Adds the ATR in one line (describe_facts), after any of the above but atr_report_check. */
void atr_report_facts(const struct atr_report *report, struct words *facts);
/* Checks the ATR against a profile, after any of the above: fills verdict and, unless the tree is
 * empty, adds its description to it. */
void atr_report_judge(struct atr_report *report, enum atr_profile profile);
/* Returns pointers to the report's values, for the functions of describe_*.h. */
struct atr_view atr_report_view(const struct atr_report *report);
/* Returns false if the profile of atr_report_judge rejects the ATR. */
bool atr_report_accepted(const struct atr_report *report);
void atr_report_free(struct atr_report *report);

#endif
