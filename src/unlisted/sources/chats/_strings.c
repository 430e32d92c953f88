/* The strings of a piece of JSON: one after the other as text, and told apart by fingerprints.
 *
 * The bytes are anybody's, written by people who would like this to fail. Every place that is read or written is
 * checked against the length of its buffer, offsets and sizes of tables where they come in; the tests run it under a
 * sanitizer.
 */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

enum { QUOTE = '"', BACKSLASH = '\\', BLANK = ' ' };

/* Strings that stand somewhere in `raw`: from behind each start, a quote, to before each end. */
typedef struct {
    Py_buffer raw, starts, ends;
    Py_ssize_t count, size; /* bytes of all of them */
} Strings;

static const uint8_t *string_of(const Strings *strings, Py_ssize_t place, Py_ssize_t *length)
{
    int64_t start = ((const int64_t *)strings->starts.buf)[place], end = ((const int64_t *)strings->ends.buf)[place];
    *length = (Py_ssize_t)(end - start - 1);
    return (const uint8_t *)strings->raw.buf + start + 1;
}

/* 0, with an exception, if one does not stand in `raw`. */
static int are_within(Strings *strings)
{
    Py_ssize_t size = 0, count = strings->starts.len / 8;
    for (Py_ssize_t i = 0; i < count && strings->ends.len == strings->starts.len; i++) {
        int64_t start = ((const int64_t *)strings->starts.buf)[i], end = ((const int64_t *)strings->ends.buf)[i];
        if (start < 0 || end <= start || end > strings->raw.len || end - start > PY_SSIZE_T_MAX / 2 - size)
            break;
        size += (Py_ssize_t)(end - start - 1);
        strings->count++;
    }
    strings->size = size;
    if (strings->count == count && 8 * count == strings->starts.len && strings->ends.len == strings->starts.len)
        return 1;
    PyErr_SetString(PyExc_ValueError, "offsets");
    return 0;
}

static void release(Strings *strings)
{
    PyBuffer_Release(&strings->raw);
    PyBuffer_Release(&strings->starts);
    PyBuffer_Release(&strings->ends);
}

PyDoc_STRVAR(prints_doc, "prints(raw, starts, ends) -> prints\n\n"
    "A fingerprint of 64 bits of each string, by which those of one run are told from each other.");

static PyObject *prints(PyObject *self, PyObject *args)
{
    Strings strings = {.count = 0};
    PyObject *result = NULL;
    if (!PyArg_ParseTuple(args, "y*y*y*", &strings.raw, &strings.starts, &strings.ends))
        return NULL;
    if (are_within(&strings) && (result = PyBytes_FromStringAndSize(NULL, 8 * strings.count))) {
        for (Py_ssize_t i = 0; i < strings.count; i++) {
            Py_ssize_t length;
            const uint8_t *in = string_of(&strings, i, &length);
            uint64_t print = (uint64_t)length;
            for (Py_ssize_t k = 0; k < length; k += 8) {
                uint64_t word = 0;
                memcpy(&word, in + k, length - k < 8 ? (size_t)(length - k) : 8);
                print = (print ^ word) * 0x9E3779B97F4A7C15u;
                print ^= print >> 29;
            }
            memcpy(PyBytes_AS_STRING(result) + 8 * i, &print, sizeof print);
        }
    }
    release(&strings);
    return result;
}

PyDoc_STRVAR(joined_doc, "joined(raw, starts, ends, signs, marked) -> (text, marks) | None\n\n"
    "The strings of JSON one after the other, each behind its sign, with blanks for escapes of two characters. Marks\n"
    "tell of each whether it has another escape (1), and the byte `marked` (2). None if one holds what none may.");

enum { HARD = 1, MARKED = 2, NEVER = 4 };

/* Puts blanks for the escapes of a string, and tells what is in it. */
static int unescaped(uint8_t *text, Py_ssize_t length, int marked)
{
    int told = 0;
    for (Py_ssize_t i = 0; i < length; i++) {
        if (text[i] == BACKSLASH) {
            text[i] = BLANK;
            if (i + 1 < length && memchr("\"\\/bfnrt", text[i + 1], 8))
                text[++i] = BLANK;
            else
                told |= HARD;
        } else if (text[i] == marked) {
            told |= MARKED;
        } else if (text[i] < BLANK || text[i] == QUOTE) {
            told |= NEVER;
        }
    }
    return told;
}

static PyObject *joined(PyObject *self, PyObject *args)
{
    Strings strings = {.count = 0};
    Py_buffer signs;
    int marked;
    PyObject *text = NULL, *marks = NULL, *result = NULL;
    if (!PyArg_ParseTuple(args, "y*y*y*y*i", &strings.raw, &strings.starts, &strings.ends, &signs, &marked))
        return NULL;
    if (!are_within(&strings))
        goto done;
    if (signs.len != strings.count) {
        PyErr_SetString(PyExc_ValueError, "signs");
        goto done;
    }
    text = PyBytes_FromStringAndSize(NULL, strings.size + strings.count);
    marks = PyBytes_FromStringAndSize(NULL, strings.count);
    if (!text || !marks)
        goto done;
    uint8_t *out = (uint8_t *)PyBytes_AS_STRING(text);
    for (Py_ssize_t i = 0; i < strings.count; i++) {
        Py_ssize_t length;
        const uint8_t *in = string_of(&strings, i, &length);
        *out++ = ((const uint8_t *)signs.buf)[i];
        uint8_t odd = 0; /* of most strings there is nothing to tell, and this loop takes many bytes at once */
        for (Py_ssize_t k = 0; k < length; k++)
            odd |= (in[k] < BLANK) | (in[k] == QUOTE) | (in[k] == BACKSLASH) | (in[k] == (uint8_t)marked);
        memcpy(out, in, (size_t)length);
        int told = odd ? unescaped(out, length, marked) : 0;
        if (told & NEVER) {
            result = Py_NewRef(Py_None);
            goto done;
        }
        PyBytes_AS_STRING(marks)[i] = (char)told;
        out += length;
    }
    result = PyTuple_Pack(2, text, marks);
done:
    Py_XDECREF(text);
    Py_XDECREF(marks);
    release(&strings);
    PyBuffer_Release(&signs);
    return result;
}

static PyMethodDef methods[] = {
    {"joined", joined, METH_VARARGS, joined_doc},
    {"prints", prints, METH_VARARGS, prints_doc},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, .m_name = "_strings", .m_methods = methods};

PyMODINIT_FUNC PyInit__strings(void)
{
    return PyModuleDef_Init(&module);
}
