#include "scriptor/input/check.h"

#include "base/bytes.h"
#include "atr/atr.h"
#include "script/lint/lint.h"
#include "script/remark.h"
#include "sys/memory.h"
#include "sys/terminal/progress.h"

/* Returns the ATR from a "# ATR:" line of the script; NULL if there is none. */
static const struct atr *read_atr(const struct scripts_one *one, struct atr *atr)
{
	uint8_t bytes[CARD_ATR_MAX];
	struct span value;

	if (!remark_find(scripts_text(one), "ATR:", &value))
		return NULL;
	struct hex_result got = hex_read(value.text, value.length, bytes, sizeof bytes);
	if (got.status != HEX_OK)
		return NULL;
	atr_parse(atr, bytes, got.count);
	return atr;
}

static void show_finding(struct transcript *transcript, const char *file,
                         const struct lint_finding *finding)
{
	transcript->file = file;
	transcript->line = finding->line;
	transcript_item(transcript,
	                &(struct transcript_event){.kind = EVENT_FINDING, .finding = finding});
}

enum status check_scripts(const struct scripts *scripts, struct transcript *transcript)
{
	enum status status = STATUS_YES;
	struct atr atr;

	for (size_t i = 0; i < scripts->count; i++) {
		const struct scripts_one *one = &scripts->list[i];
		struct lint lint = {0};

		progress_start("checking", one->name, NULL);
		lint_script(&lint, &one->script, read_atr(one, &atr));
		progress_end();
		for (size_t j = 0; j < lint.count; j++) {
			show_finding(transcript, one->script.files[lint.findings[j].file],
			             &lint.findings[j]);
			if (!lint_is_remark(lint.findings[j].code) && status == STATUS_YES)
				status = STATUS_NO;
		}
		if (lint.failed || transcript->failed) {
			memory_ran_out();
			status = STATUS_TROUBLE;
		}
		lint_free(&lint);
	}
	return status;
}
