/* ATRs: any bytes give a report whose fields explain each byte exactly once. */
#include "cards/atr_report.h"
#include "atr/describe_atr.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct atr_report report; /* keeps its memory between inputs, as in the programs */

static void check_fields(size_t length)
{
	uint8_t seen[ATR_KEPT] = {0};

	for (size_t i = 1; i < report.tree.count; i++) {
		const struct node *node = tree_node(&report.tree, (node_id)i);

		assert((size_t)node->offset + node->length <= length);
		for (size_t b = 0; node->kind == NODE_FIELD && b < node->length; b++)
			seen[node->offset + b]++;
	}
	for (size_t b = 0; b < length; b++)
		assert(seen[b] == 1);
}

static void check_problems(size_t length)
{
	const struct atr *atr = &report.atr;
	char text[256];

	for (size_t i = 0; i < atr->problem_count; i++) {
		assert(atr->problems[i].offset <= length);
		assert(i == 0 || atr->problems[i - 1].offset <= atr->problems[i].offset);
		assert(problem_text(&atr->problems[i], text, sizeof text) < 160);
	}
	/* An ATR that is incomplete or has extra bytes is never reported as valid. */
	if (atr->truncated || atr->extra.length > 0 || (atr->tck_needed && !atr->tck_present))
		assert(!atr_valid(atr));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t length = size < ATR_KEPT ? size : ATR_KEPT;

	atr_report_fill(&report, data, size, ATR_CLOCK_DEFAULT);
	assert(!report.tree.failed && report.atr.length == length);
	assert(length == 0 || memcmp(report.atr.bytes, data, length) == 0);
	check_fields(length);
	check_problems(length);
	return 0;
}
