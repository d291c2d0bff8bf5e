/* All that is known about one ATR: every output is written from it. */
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

/* All zero is empty; fill it again for the next ATR and it keeps its memory. */
struct atr_report {
	struct span input; /* what the user wrote; {NULL, 0} for an ATR from a reader; not owned */
	struct atr atr;
	struct atr_params params;
	struct hist hist;
	struct contactless contactless;
	struct tree
		tree; /* of the words that were asked for, as describe_atr.h says; may be empty */
	struct atr_verdict
		verdict;       /* of the profile that was asked for; none until atr_report_judge */
	const struct fit *fit; /* with a reader, from app/card_fit; NULL: none; not owned */

	/* From app/identify. */
	struct card_matches matches;
	const struct searched_list *sources; /* the lists searched; not owned */
	size_t source_count;
	struct card_nearest *nearest; /* NULL if they were not asked for; not owned */
};

/* The ATR with its problems, and nothing that follows from it: for a line that has no more. */
void atr_report_check(struct atr_report *report, const uint8_t *bytes, size_t length);
/* The values alone, for outputs that need no words. clock_hz as atr_params takes it. */
void atr_report_values(struct atr_report *report, const uint8_t *bytes, size_t length,
                       uint32_t clock_hz);
/* The values, and the one line of each field: for JSON. */
void atr_report_fields(struct atr_report *report, const uint8_t *bytes, size_t length,
                       uint32_t clock_hz);
/* The values, and the words of the short form (ATR_FORMAT_TEXT). */
void atr_report_summary(struct atr_report *report, const uint8_t *bytes, size_t length,
                        uint32_t clock_hz);
/* The values and all words. */
void atr_report_fill(struct atr_report *report, const uint8_t *bytes, size_t length,
                     uint32_t clock_hz);
/* Adds the facts in one line, after any of the above but atr_report_check: "T=0 and T=1, up to
 * 161290 bit/s, 5 V and 3 V", "contactless: storage card: MIFARE Classic 1K …"; with the number of
 * errors where there are some. */
void atr_report_facts(const struct atr_report *report, struct words *facts);
/* Asks a profile, after one of the above, and adds what it says to the words. */
void atr_report_judge(struct atr_report *report, enum atr_profile profile);
/* Returns what is known of the ATR, for whoever describes it. */
struct atr_view atr_report_view(const struct atr_report *report);
/* Returns false if the profile that was asked rejects the ATR. */
bool atr_report_accepted(const struct atr_report *report);
void atr_report_free(struct atr_report *report);

#endif
