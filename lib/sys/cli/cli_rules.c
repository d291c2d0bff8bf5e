#include "sys/cli/cli_rules.h"

#include "base/text.h"
#include "sys/message.h"

#include <string.h>

/* Returns whether the blank-separated list words contains the option; NULL is an empty list. */
static bool lists_option(const char *words, const struct cli_option *option)
{
	while (words != NULL && *words != '\0') {
		size_t length = strcspn(words, " ");

		if (cli_is_spelled(option, words, length))
			return true;
		words += length + strspn(words + length, " ");
	}
	return false;
}

static bool works_in(const struct cli_option *option, unsigned mode)
{
	return option->modes == 0 || (option->modes >> mode & 1) != 0;
}

/* Returns whether other selects a mode in which option does not apply. */
static bool is_elsewhere(const struct cli_option *option, const struct cli_option *other)
{
	return other->mode != 0 && !works_in(option, other->mode);
}

bool cli_excludes(const struct cli_option *one, const struct cli_option *other)
{
	return lists_option(one->excludes, other) || lists_option(other->excludes, one) ||
		(one->mode != 0 && other->mode != 0 && one->mode != other->mode) ||
		is_elsewhere(one, other) || is_elsewhere(other, one);
}

/* Returns whether option requires other, or a variant of it. */
static bool needs(const struct cli_option *option, const struct cli_option *other)
{
	if (lists_option(option->needs, other))
		return true;
	return !works_in(option, 0) && other->mode != 0 && works_in(option, other->mode);
}

static bool refuse_alone(const struct cli_program *program, const struct cli_option *option)
{
	const struct cli_option *other;
	char word[CLI_SPELLED], needed[CLI_SPELLED] = "";
	struct text words = {0};

	for (size_t i = 0; (other = cli_option_at(program, i)) != NULL; i++) {
		if (!needs(option, other))
			continue;
		if (*needed != '\0')
			text_printf(&words, "%s%s", words.length > 0 ? ", " : "", needed);
		cli_spell(other, needed);
	}
	if (!words.failed)
		message_error("%s works only with %s%s%s", cli_spell(option, word),
		              words.length > 0 ? words.data : "", words.length > 0 ? " or " : "",
		              needed);
	text_free(&words);
	return false;
}

static bool has_needed(const struct cli_program *program, const bool *given,
                       const struct cli_option *option)
{
	const struct cli_option *other;

	if (option->needs == NULL && works_in(option, 0))
		return true;
	for (size_t i = 0; (other = cli_option_at(program, i)) != NULL; i++)
		if (given[i] && needs(option, other))
			return true;
	return refuse_alone(program, option);
}

static bool excludes_none(const struct cli_program *program, const bool *given,
                          const struct cli_option *option)
{
	const struct cli_option *other;
	char one[CLI_SPELLED], two[CLI_SPELLED];

	for (size_t i = 0; (other = cli_option_at(program, i)) != option; i++)
		if (given[i] && cli_excludes(option, other)) {
			message_error("%s cannot be combined with %s", cli_spell(other, one),
			              cli_spell(option, two));
			return false;
		}
	return true;
}

bool cli_can_combine(const struct cli_program *program, const bool *given)
{
	const struct cli_option *option;

	for (size_t i = 0; (option = cli_option_at(program, i)) != NULL; i++)
		if (given[i] &&
		    !(has_needed(program, given, option) && excludes_none(program, given, option)))
			return false;
	return true;
}
