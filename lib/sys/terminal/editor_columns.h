/* Columns of the line that is edited, as libedit counts them: by the locale. For all else see
 * base/columns.h. */
#ifndef SYS_TERMINAL_EDITOR_COLUMNS_H
#define SYS_TERMINAL_EDITOR_COLUMNS_H

#include <stddef.h>
#include <wchar.h>

/* Returns the column of the cursor after text that begins in column from, both counted from 0 on a
 * line of any width. Wide characters take two, a control character two (^X), a TAB goes
 * to the next multiple of eight. In the characters of the locale. */
size_t columns_after(size_t from, const char *text, size_t length);
size_t columns_after_wide(size_t from, const wchar_t *text, size_t length);

#endif
