#include "atr/profile/describe_profile.h"

#include <stdio.h>

static void add_ruling(struct tree *tree, node_id parent, const struct atr_ruling *ruling,
                       size_t length)
{
	const struct atr_rule *rule = ruling->rule;
	char where[32] = "the end";

	if (ruling->accepted) {
		tree_addf(tree, parent, NODE_DETAIL, ROLE_GOOD, rule->code, "accepted: %s (%s)",
		          rule->text, rule->source);
		return;
	}
	if (ruling->offset < length)
		snprintf(where, sizeof where, "byte %zu", ruling->offset);
	tree_addf(tree, parent, NODE_DETAIL, ROLE_ERROR, rule->code,
	          "REJECTED at %s: %s (required: %s; %s)", where, ruling->reason, rule->text,
	          rule->source);
}

void describe_profile(struct tree *tree, const struct atr_verdict *verdict, const struct atr *atr)
{
	const char *name = atr_profile_name(verdict->profile);
	size_t rejections = 0;
	node_id section;

	for (size_t i = 0; i < verdict->count; i++)
		rejections += !verdict->rulings[i].accepted;
	if (rejections == 0)
		section = tree_addf(tree, 0, NODE_SECTION, ROLE_HEADING, "profile", "%s: accepted",
		                    name);
	else
		section = tree_addf(tree, 0, NODE_SECTION, ROLE_HEADING, "profile",
		                    "%s: rejected by %zu of %zu rules", name, rejections,
		                    verdict->count);
	for (size_t i = 0; i < verdict->count; i++)
		add_ruling(tree, section, &verdict->rulings[i], atr->length);
}
