#include "script/lint/lint.h"

#include "atr/hist.h"
#include "script/lint/lint_apdu.h"
#include "script/lint/lint_walk.h"

static void open_block(struct lint_walk *walk, uint32_t rounds)
{
	if (walk->depth == SCRIPT_DEPTH_MAX)
		return;
	walk->rounds[++walk->depth] = rounds;
	walk->ended[walk->depth] = false;
}

static void check_block(struct lint_walk *walk)
{
	const struct statement *statement = walk->statement;

	if (statement->keyword->block == BLOCK_OPENS)
		open_block(walk, statement_is(statement, KEYWORD_REPEAT) ? statement->number : 1);
	else if (statement->keyword->block == BLOCK_ENDS && walk->depth > 0)
		walk->depth--;
}

static void check_write(struct lint_walk *walk)
{
	const struct statement *statement = walk->statement;
	const char *file = script_text(walk->script, statement->name).text;
	int length = statement->name.count > 80 ? 80 : (int)statement->name.count;

	lint_found(walk, LINT_WRITES, "writes the file %.*s", length, file);
	if (statement_writes_outside(walk->script, statement))
		lint_found(walk, LINT_REFUSED,
		           "write: path outside the current directory; --yes allows it");
	if (value_is_secret(walk->script, statement->items, &walk->names))
		lint_found(walk, LINT_REFUSED, "write: the value is secret");
}

/* Notes that the statement sets a variable, and whether its value is secret. */
static void track_variable(struct lint_walk *walk)
{
	const struct statement *statement = walk->statement;
	struct span name = script_text(walk->script, statement->name);
	bool secret = statement->secret || statement_is(statement, KEYWORD_PIN) ||
		value_is_secret(walk->script, statement->items, &walk->names);

	if (!statement->keyword->sets_variable || name.length == 0)
		return;
	lint_learn(walk, name);
	if (secret)
		variables_hide(&walk->names, name);
}

static void check_command(struct lint_walk *walk)
{
	const struct statement *statement = walk->statement;
	bool literal = lint_items(walk, statement->items);

	if (statement_is(statement, KEYWORD_CONTROL) && literal)
		lint_control(walk);
	if (statement_is(statement, KEYWORD_AUTO))
		walk->automatic = statement->choice == 1;
	if (statement_is(statement, KEYWORD_CHAIN))
		walk->chain = statement->choice == 1;
	lint_status_words(walk, statement->sw);
	if (statement_is(statement, KEYWORD_IF) &&
	    variables_find(&walk->names, span_of("sw")) == NULL)
		lint_found(walk, LINT_UNSET, "no status word is set before this line");
	if (statement_is(statement, KEYWORD_WRITE))
		check_write(walk);
	check_block(walk);
	track_variable(walk);
}

static enum keyword_block block_of(const struct statement *statement)
{
	return statement->kind == STATEMENT_COMMAND ? statement->keyword->block : BLOCK_NONE;
}

/* Reports the statements after one that leaves its block, which can never run. Returns the index of
 * the next statement that can: the end of the block or of the script. */
static size_t skip_dead(struct lint_walk *walk, size_t at)
{
	const struct script *script = walk->script;
	size_t depth = 0, next = at + 1;
	bool reported = false;

	for (; next < script->count; next++) {
		const struct statement *statement = &script->statements[next];

		enum keyword_block block = block_of(statement);

		if (depth == 0 && (block == BLOCK_ENDS || block == BLOCK_DIVIDES))
			break;
		depth += block == BLOCK_OPENS;
		depth -= block == BLOCK_ENDS;
		if (!reported) {
			walk->statement = statement;
			lint_found(walk, LINT_UNREACHABLE, "this line can never run");
		}
		reported = true;
	}
	return next;
}

/* Like skip_dead, but also leaves each "if" of which both branches leave the script. */
static size_t skip_ended(struct lint_walk *walk, size_t at)
{
	const struct statement *list = walk->script->statements;
	size_t next = skip_dead(walk, at);

	while (next < walk->script->count && block_of(&list[next]) == BLOCK_ENDS &&
	       block_of(&list[list[next].partner]) == BLOCK_DIVIDES && walk->ended[walk->depth]) {
		walk->depth--;
		next = skip_dead(walk, next);
	}
	if (next < walk->script->count && block_of(&list[next]) == BLOCK_DIVIDES)
		walk->ended[walk->depth] = true;
	return next;
}

/* ISO/IEC 7816-4:2005, 8.1.1.2.7: card capabilities, b7 of the third byte. */
static bool allows_extended(const struct atr *atr)
{
	struct hist hist;

	hist_of_atr(&hist, atr);
	for (size_t i = 0; i < hist.object_count; i++) {
		const struct hist_object *object = &hist.objects[i];

		if (object->tag == 7 && object->length >= 3 && object->offset + 3u < hist.length)
			return (hist.bytes[object->offset + 3] & 0x40) != 0;
	}
	return false;
}

static bool offers_only_t0(const struct atr *atr)
{
	for (unsigned protocol = 1; protocol < 15; protocol++) /* 15 is not a protocol */
		if (atr_offers(atr, protocol))
			return false;
	return atr_offers(atr, 0);
}

void lint_script(struct lint *lint, const struct script *script, const struct atr *atr)
{
	struct lint_walk walk = {.lint = lint,
	                         .script = script,
	                         .atr_given = atr != NULL,
	                         .extended = atr != NULL && allows_extended(atr),
	                         .t0 = atr != NULL && offers_only_t0(atr)};
	size_t next;

	lint_learn(&walk, span_of("atr"));
	for (size_t at = 0; at < script->count; at = next) {
		const struct statement *statement = &script->statements[at];

		walk.statement = statement;
		next = at + 1;
		if (statement->kind != STATEMENT_COMMAND)
			lint_apdu(&walk);
		else
			check_command(&walk);
		if (statement_is(statement, KEYWORD_EXIT))
			next = skip_ended(&walk, at);
		else if (statement_is(statement, KEYWORD_REPEAT) && statement->number == 0)
			next = skip_dead(&walk, at);
	}
	variables_free(&walk.names);
}
