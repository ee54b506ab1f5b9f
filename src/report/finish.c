/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/finish.h"

#include <qpdf/qpdf-c.h>
#include <string.h>

typedef struct finishing {
    qpdf_data pdf;
    const char *const *alt;
    size_t alt_count, next; /* figure */
} finishing;

/* ---- the tree of tags ---- */

static void set_figure(finishing *of, qpdf_oh element)
{
    if (of->next < of->alt_count)
        qpdf_oh_replace_key(of->pdf, element, "/Alt", qpdf_oh_new_unicode_string(of->pdf, of->alt[of->next]));
    of->next++;
}

/* A cell of a heading is that of its column. */
static void set_heading_cell(finishing *of, qpdf_oh element)
{
    qpdf_oh attributes = qpdf_oh_new_dictionary(of->pdf);
    qpdf_oh_replace_key(of->pdf, attributes, "/O", qpdf_oh_new_name(of->pdf, "/Table"));
    qpdf_oh_replace_key(of->pdf, attributes, "/Scope", qpdf_oh_new_name(of->pdf, "/Column"));
    qpdf_oh_replace_key(of->pdf, element, "/A", attributes);
}

static void visit(finishing *of, qpdf_oh element);

static void visit_children(finishing *of, qpdf_oh children)
{
    if (qpdf_oh_is_dictionary(of->pdf, children)) visit(of, children);
    if (!qpdf_oh_is_array(of->pdf, children)) return;
    int count = qpdf_oh_get_array_n_items(of->pdf, children);
    for (int i = 0; i < count; i++) {
        qpdf_oh child = qpdf_oh_get_array_item(of->pdf, children, i);
        if (qpdf_oh_is_dictionary(of->pdf, child)) visit(of, child);
        qpdf_oh_release(of->pdf, child);
    }
}

static void visit(finishing *of, qpdf_oh element)
{
    if (qpdf_oh_has_key(of->pdf, element, "/S")) {
        qpdf_oh kind = qpdf_oh_get_key(of->pdf, element, "/S");
        const char *name = qpdf_oh_is_name(of->pdf, kind) ? qpdf_oh_get_name(of->pdf, kind) : "";
        if (strcmp(name, "/Figure") == 0)
            set_figure(of, element);
        else if (strcmp(name, "/TH") == 0)
            set_heading_cell(of, element);
    }
    if (!qpdf_oh_has_key(of->pdf, element, "/K")) return;
    qpdf_oh children = qpdf_oh_get_key(of->pdf, element, "/K");
    visit_children(of, children);
    qpdf_oh_release(of->pdf, children);
}

/* ---- the document ---- */

static void set_language(finishing *of, qpdf_oh root)
{
    qpdf_oh preferences = qpdf_oh_new_dictionary(of->pdf);
    qpdf_oh_replace_key(of->pdf, preferences, "/DisplayDocTitle", qpdf_oh_new_bool(of->pdf, QPDF_TRUE));
    qpdf_oh_replace_key(of->pdf, root, "/ViewerPreferences", preferences);
    qpdf_oh_replace_key(of->pdf, root, "/Lang", qpdf_oh_new_string(of->pdf, "nl-NL"));
}

static void set_tags(finishing *of, qpdf_oh root)
{
    if (!qpdf_oh_has_key(of->pdf, root, "/StructTreeRoot")) return;
    qpdf_oh tree = qpdf_oh_get_key(of->pdf, root, "/StructTreeRoot");
    visit(of, tree);
}

static void remove_dates(finishing *of)
{
    qpdf_oh trailer = qpdf_get_trailer(of->pdf);
    if (!qpdf_oh_has_key(of->pdf, trailer, "/Info")) return;
    qpdf_oh about = qpdf_oh_get_key(of->pdf, trailer, "/Info");
    qpdf_oh_remove_key(of->pdf, about, "/CreationDate");
    qpdf_oh_remove_key(of->pdf, about, "/ModDate");
}

static kk_status write_to(finishing *of, const char *path, kk_error *err)
{
    QPDF_ERROR_CODE code = qpdf_init_write(of->pdf, path);
    if ((code & QPDF_ERRORS) == 0) {
        qpdf_set_deterministic_ID(of->pdf, QPDF_TRUE);
        qpdf_set_object_stream_mode(of->pdf, qpdf_o_generate);
        code = qpdf_write(of->pdf);
    }
    if ((code & QPDF_ERRORS) == 0 && !qpdf_has_error(of->pdf)) return KK_OK;
    qpdf_error error = qpdf_get_error(of->pdf);
    return kk_fail(err, KK_ERR_OUTPUT, "cannot write %s: %s", path,
                   error != NULL ? qpdf_get_error_message_detail(of->pdf, error) : "no reason given");
}

kk_status report_finish(const unsigned char *pdf, size_t length, const char *const *alt, size_t alt_count,
                        const char *path, kk_error *err)
{
    finishing of = {.pdf = qpdf_init(), .alt = alt, .alt_count = alt_count};
    if (of.pdf == NULL) return kk_fail_memory(err);
    kk_status status;
    qpdf_silence_errors(of.pdf);
    if ((qpdf_read_memory(of.pdf, "report", (const char *)pdf, length, NULL) & QPDF_ERRORS) != 0) {
        status = kk_fail(err, KK_ERR_INTERNAL, "the report that cairo made is no PDF");
        goto done;
    }
    qpdf_oh root = qpdf_get_root(of.pdf);
    set_language(&of, root);
    set_tags(&of, root);
    remove_dates(&of);
    status = write_to(&of, path, err);

done:
    qpdf_cleanup(&of.pdf);
    return status;
}
