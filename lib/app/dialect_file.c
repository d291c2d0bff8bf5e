#include "app/dialect_file.h"

#include "sys/memory.h"
#include "sys/message.h"

static const char *plural(size_t n)
{
	return n == 1 ? "" : "s";
}

static void report_problem(const char *name, const struct dialect_problem *problem,
                           const struct dialect_file_errors *errors)
{
	if (errors != NULL && problem->severity == SEVERITY_ERROR)
		errors->add(errors->self, name, problem->line, problem->text);
	else if (problem->line > 0)
		message_error("%s:%zu: %s", name, problem->line, problem->text);
	else
		message_error("%s: %s", name, problem->text);
}

static void report_problems(const char *name, const struct conversion *conversion,
                            const struct dialect_file_errors *errors)
{
	size_t shown = conversion->problem_count < DIALECT_PROBLEMS_MAX ?
		conversion->problem_count :
		DIALECT_PROBLEMS_MAX;

	for (size_t i = 0; conversion->problems != NULL && i < shown; i++)
		report_problem(name, &conversion->problems[i], errors);
	if (shown < conversion->problem_count)
		message_error("and %zu more", conversion->problem_count - shown);
}

static void report_counts(const char *name, const struct conversion *conversion)
{
	const struct conversion_counts *counts = &conversion->counts;

	message_note("%s: %zu command%s, %zu response%s, %zu session%s, %zu line%s not understood",
	             name, counts->commands, plural(counts->commands), counts->responses,
	             plural(counts->responses), counts->sessions, plural(counts->sessions),
	             counts->odd, plural(counts->odd));
	if (counts->sessions < 2 || counts->session == 0)
		return;
	message_note("%s: session %zu of %zu%s%s%s: %zu command%s (--session N chooses another)",
	             name, counts->session, counts->sessions, counts->name[0] != '\0' ? " (" : "",
	             counts->name, counts->name[0] != '\0' ? ")" : "", counts->session_commands,
	             plural(counts->session_commands));
}

enum status dialect_file_read(const char *name, struct span text,
                              const struct dialect_request *request,
                              const struct dialect_file_errors *errors,
                              struct conversion *conversion)
{
	bool ok = dialect_read(request, text.text, text.length, conversion);
	const struct dialect_row *row = conversion->row;

	if (row != NULL && !dialect_is_own(row))
		message_note("%s: read as %s (%s)", name, row->name, row->title);
	if (row != NULL && row->read != NULL && !conversion->failed)
		report_counts(name, conversion);
	report_problems(name, conversion, errors);
	if (conversion->paired)
		message_hint("%s: every second line could be a response; --dialect pairs reads it "
		             "as commands and responses",
		             name);
	if (conversion->failed)
		return memory_trouble();
	return ok ? STATUS_YES : STATUS_INPUT;
}

enum status dialect_file_report_error(const char *name, const struct conversion *conversion,
                                      const struct recording_error *error)
{
	if (error->no_memory)
		return memory_trouble();
	message_error("%s:%zu:%zu: %s", name, conversion_source(conversion, error->line),
	              error->column, error->text);
	return STATUS_INPUT;
}
