/* Prints the arguments of keywords, in a form that parses to the same. */
#ifndef SCRIPT_PRINT_COMMANDS_H
#define SCRIPT_PRINT_COMMANDS_H

#include "script/print_items.h"

/* The print functions of keywords.c. Each adds the arguments of a statement, with a blank before
 * the first. */
void choice_print(struct printer *printer, const struct statement *statement);
void print_attrib(struct printer *printer, const struct statement *statement);
void print_connect(struct printer *printer, const struct statement *statement);
void print_control(struct printer *printer, const struct statement *statement);
void print_echo(struct printer *printer, const struct statement *statement);
void print_exit(struct printer *printer, const struct statement *statement);
void print_if(struct printer *printer, const struct statement *statement);
void print_pause(struct printer *printer, const struct statement *statement);
/* Of include, reader, test: one word or text. */
void print_name(struct printer *printer, const struct statement *statement);
/* Of ask, env, pin: a variable, the form of its value, and more. */
void print_form(struct printer *printer, const struct statement *statement);
void print_repeat(struct printer *printer, const struct statement *statement);
void print_set(struct printer *printer, const struct statement *statement);
void print_sleep(struct printer *printer, const struct statement *statement);
void print_wait(struct printer *printer, const struct statement *statement);
void print_write(struct printer *printer, const struct statement *statement);

#endif
