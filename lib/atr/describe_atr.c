#include "atr/describe_atr.h"

#include "atr/atr.h"
#include "atr/contactless.h"
#include "atr/hist.h"
#include "atr/describe_contactless.h"
#include "atr/describe_hist.h"
#include "atr/describe_interface.h"
#include "atr/describe_params.h"
#include "atr/describe_summary.h"

#include <string.h>

static node_id section(struct tree *tree, const char *name)
{
	return tree_add(tree, 0, NODE_SECTION, ROLE_HEADING, name, NULL);
}

static void add_tck(struct tree *tree, const struct atr *atr)
{
	uint8_t value = atr->bytes[atr->tck_offset];
	bool right = value == atr->tck_expected;
	node_id field, parent = section(tree, "check byte");

	if (right)
		field = tree_add(tree, parent, NODE_FIELD, ROLE_TCK, "TCK", "correct");
	else
		field = tree_addf(tree, parent, NODE_FIELD, ROLE_TCK, "TCK", "wrong, expected %02X",
		                  atr->tck_expected);
	tree_bytes(tree, field, atr->tck_offset, 1);
}

static void add_extra(struct tree *tree, const struct atr *atr)
{
	node_id field;
	const char *text = "after the end of the ATR";

	if (!atr->complete)
		text = "not decoded: invalid TS";
	else if (atr->extra.length >= 2 &&
	         memcmp(atr->bytes + atr->extra.offset, atr->bytes, 2) == 0)
		text = "after the end of the ATR, which is repeated here";
	field = tree_add(tree, section(tree, "extra bytes"), NODE_FIELD, ROLE_EXTRA, "extra", text);
	tree_bytes(tree, field, atr->extra.offset, atr->extra.length);
}

static void add_problem(struct tree *tree, node_id parent, const struct atr *atr,
                        const struct problem *problem)
{
	char text[256];
	node_id node;

	(void)problem_text(problem, text, sizeof text);
	node = tree_addf(tree, parent, NODE_PROBLEM, severity_role(problem->kind->severity),
	                 problem->kind->code, "%s (%s)", text, problem->kind->clause);
	tree_bytes(tree, node, problem->offset, problem->offset < atr->length ? 1 : 0);
}

/* Adds the problems, most severe first; those of equal severity in the order of their offsets. */
static void add_problems(struct tree *tree, const struct atr *atr)
{
	node_id parent = section(tree, "problems");

	for (int severity = SEVERITY_ERROR; severity >= SEVERITY_INFO; severity--)
		for (size_t i = 0; i < atr->problem_count; i++)
			if ((int)atr->problems[i].kind->severity == severity)
				add_problem(tree, parent, atr, &atr->problems[i]);
}

static void add_hist(struct tree *tree, const struct atr_view *view, bool details)
{
	if (view->atr->historical.length > 0)
		describe_hist(tree, section(tree, "historical bytes"), view, details);
}

static void add_fields(struct tree *tree, const struct atr_view *view, bool details)
{
	const struct atr *atr = view->atr;

	tree_start(tree);
	if (atr->length > 0)
		describe_interface(tree, section(tree, "interface bytes"), atr, view->params,
		                   details);
	add_hist(tree, view, details);
	if (atr->tck_present)
		add_tck(tree, atr);
	if (atr->extra.length > 0)
		add_extra(tree, atr);
}

void describe_atr_fields(struct tree *tree, const struct atr_view *view)
{
	add_fields(tree, view, false);
}

void describe_atr_summary(struct tree *tree, const struct atr_view *view)
{
	tree_start(tree);
	describe_summary(tree, section(tree, "summary"), view);
	add_hist(tree, view, false);
	if (view->atr->problem_count > 0)
		add_problems(tree, view->atr);
}

void describe_atr(struct tree *tree, const struct atr_view *view)
{
	add_fields(tree, view, true);
	if (view->atr->interface_count > 0)
		describe_params(tree, section(tree, "parameters"), view);
	if (view->contactless->kind != CONTACTLESS_NONE)
		describe_contactless(tree, section(tree, "contactless"), view->contactless);
	if (view->atr->problem_count > 0)
		add_problems(tree, view->atr);
}

const struct node *describe_atr_section(const struct tree *tree, const char *name)
{
	for (const struct node *node = tree_first(tree, tree_node(tree, 0)); node != NULL;
	     node = tree_next(tree, node))
		if (strcmp(tree_name(tree, node), name) == 0)
			return node;
	return NULL;
}
