#include "base/template.h"

size_t template_text(const char *template, char *out, size_t size, template_field *field,
                     const void *self)
{
	size_t n = 0;

	for (const char *p = template; *p != '\0' && n + 1 < size; p++) {
		if (*p != '%' || p[1] == '\0') {
			out[n++] = *p;
			continue;
		}
		int wrote = field(out + n, size - n, *++p, self);
		if (wrote < 0 || (size_t)wrote >= size - n)
			break;
		n += (size_t)wrote;
	}
	if (size > 0)
		out[n] = '\0';
	return n;
}
