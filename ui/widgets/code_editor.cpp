#include "ui/widgets/code_editor.h"

#include "ui/theme/fonts.h"
#include "ui/theme/measures.h"
#include "ui/theme/palette_colors.h"
#include "ui/widgets/focus_line.h"
#include "ui/widgets/next_turn.h"
#include "ui/widgets/scintilla_edit.h"

#include <QEvent>
#include <QVBoxLayout>

#include <cstring>

// QScintilla's headers are written with Qt's lower-case keywords, which are off here.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#include <Qsci/qscicommandset.h>
#include <Qsci/qscilexerjson.h>
#undef slots
#undef signals

namespace ui {

namespace {

constexpr int ProblemIndicator = 8;
constexpr int FoldMargin = 2;
// What is done in one turn, so that a key never waits for it.
constexpr long BytesColoredAtOnce = 16L * 1024;
constexpr qsizetype BytesTakenAtOnce = qsizetype{128} * 1024;

/// Eight bytes at a time: a large payload has millions.
bool isAscii(const QByteArray &text)
{
    quint64 bits = 0;
    qsizetype i = 0;
    for (; i + qsizetype(sizeof bits) <= text.size(); i += qsizetype(sizeof bits)) {
        quint64 bytes = 0;
        std::memcpy(&bytes, text.constData() + i, sizeof bytes);
        bits |= bytes;
    }
    for (; i < text.size(); ++i)
        bits |= static_cast<uchar>(text.at(i));
    return (bits & 0x8080'8080'8080'8080) == 0;
}

} // namespace

CodeEditor::CodeEditor(const QString &objectName, const QString &accessibleName, QWidget *parent)
    : QWidget(parent)
    , m_text(new ScintillaEdit([this](const QByteArray &utf8) { Q_EMIT longPasteRefused(utf8); },
                               this))
    , m_json(new QsciLexerJSON(this))
    , m_taking(this, [this] { takeMore(); })
    , m_marking(this, [this] { markMore(); })
    , m_coloring(this, [this] { colorMore(); })
{
    setObjectName(objectName);
    m_text->setObjectName(objectName + QStringLiteral("/text"));
    m_text->setAccessibleName(accessibleName);
    setFocusProxy(m_text);
    showFocusOf(m_text);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, measures::Step, 0, 0);
    layout->addWidget(m_text);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);

    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setUtf8(true);
    m_text->setEolMode(QsciScintilla::EolUnix);
    // A line end that was pasted or loaded stays what it was.
    m_text->SendScintilla(QsciScintilla::SCI_SETPASTECONVERTENDINGS, 0UL);
    m_text->setTabWidth(2);
    m_text->setIndentationsUseTabs(false);
    m_text->setAutoIndent(true);
    m_text->setMarginWidth(1, 0);
    m_text->SendScintilla(QsciScintilla::SCI_SETMARGINLEFT, 0UL, long{measures::ControlSpacing});
    // What is seen is measured once, not for each repaint.
    m_text->SendScintilla(QsciScintilla::SCI_SETLAYOUTCACHE,
                          static_cast<unsigned long>(QsciScintilla::SC_CACHE_PAGE));
    m_text->SendScintilla(QsciScintilla::SCI_SETPOSITIONCACHE, 8192UL);
    m_text->setScrollWidth(1);
    m_text->setScrollWidthTracking(true);
    m_text->indicatorDefine(QsciScintilla::SquiggleIndicator, ProblemIndicator);
    m_text->indicatorDefine(QsciScintilla::FullBoxIndicator, HitIndicator);
    m_text->setIndicatorDrawUnder(true, HitIndicator);
    m_text->indicatorDefine(QsciScintilla::BoxIndicator, CurrentHitIndicator);
    m_json->setHighlightComments(false);
    m_json->setHighlightEscapeSequences(true);
    setReadOnly(false);
    releaseWindowKeys();
    applyColors();
    connect(m_text, &QsciScintilla::textChanged, this, &CodeEditor::textChanged);
}

CodeEditor::~CodeEditor() = default;

void CodeEditor::setLanguage(Language language)
{
    if (language == m_language)
        return;
    m_language = language;
    const bool isJson = language == Language::Json;
    m_text->setLexer(isJson ? m_json : nullptr);
    m_text->setFolding(isJson ? QsciScintilla::PlainFoldStyle : QsciScintilla::NoFoldStyle,
                       FoldMargin);
    applyColors();
}

void CodeEditor::setReadOnly(bool isReadOnly)
{
    if (!isReadOnly && isTaking()) {
        m_text->setReadOnly(false);
        m_taking.cancel();
        take(m_given.size());
    }
    m_text->setReadOnly(isReadOnly);
    if (!isReadOnly)
        m_text->setUtf8(true); // setUtf8() may have found that one byte each is enough
    m_text->setCaretWidth(isReadOnly ? 0 : 1);
    // The caret of a text that is only read stands at its first brace.
    m_text->setBraceMatching(isReadOnly ? QsciScintilla::NoBraceMatch
                                        : QsciScintilla::SloppyBraceMatch);
}

void CodeEditor::setUtf8(const QByteArray &text)
{
    const bool wasReadOnly = m_text->isReadOnly();
    m_text->setReadOnly(false);
    // For screen readers the characters up to the caret are counted with each paint; those of one
    // byte each are counted several times as fast.
    m_text->setUtf8(!wasReadOnly || !isAscii(text));
    m_text->SendScintilla(QsciScintilla::SCI_SETUNDOCOLLECTION, 0UL);
    m_text->SendScintilla(QsciScintilla::SCI_CLEARALL);
    m_given = text;
    m_taken = 0;
    m_taking.cancel();
    take(wasReadOnly ? BytesTakenAtOnce : text.size()); // what can be edited is there at once
    m_text->SendScintilla(QsciScintilla::SCI_SETSCROLLWIDTH, 1UL);
    m_marked.clear();
    m_marking.cancel();
    m_text->setReadOnly(wasReadOnly);
    m_text->setCursorPosition(0, 0);
    if (!isTaking())
        m_coloring.ask();
}

void CodeEditor::take(qsizetype bytes)
{
    // SETTEXT would stop at the first NUL.
    bytes = qMin(bytes, m_given.size() - m_taken);
    m_text->SendScintilla(
        QsciScintilla::SCI_APPENDTEXT, asPlace(bytes), m_given.constData() + m_taken);
    m_taken += bytes;
    if (m_taken < m_given.size()) {
        m_taking.ask();
        return;
    }
    m_given.clear();
    m_text->SendScintilla(QsciScintilla::SCI_SETUNDOCOLLECTION, 1UL);
    m_text->SendScintilla(QsciScintilla::SCI_EMPTYUNDOBUFFER);
}

/// Untold: for screen readers QScintilla counts all characters before what is inserted.
void CodeEditor::takeMore()
{
    const long told = m_text->SendScintilla(QsciScintilla::SCI_GETMODEVENTMASK);
    m_text->SendScintilla(QsciScintilla::SCI_SETMODEVENTMASK, 0UL);
    m_text->setReadOnly(false);
    take(BytesTakenAtOnce);
    m_text->setReadOnly(true);
    m_text->SendScintilla(QsciScintilla::SCI_SETMODEVENTMASK, asPlace(told));
    if (isTaking())
        return;
    m_coloring.ask();
    Q_EMIT taken();
}

/// Else all of it would be coloured in one turn when somebody goes to the end.
void CodeEditor::colorMore()
{
    const long length = m_text->SendScintilla(QsciScintilla::SCI_GETLENGTH);
    const long done = m_text->SendScintilla(QsciScintilla::SCI_GETENDSTYLED);
    if (m_language == Language::PlainText || done >= length)
        return;
    const long stop = qMin(length, done + BytesColoredAtOnce);
    m_text->SendScintilla(QsciScintilla::SCI_COLOURISE, asPlace(done), stop);
    if (m_text->SendScintilla(QsciScintilla::SCI_GETENDSTYLED) > done)
        m_coloring.ask();
}

QByteArray CodeEditor::utf8() const
{
    if (isTaking())
        return m_given;
    const auto length = m_text->SendScintilla(QsciScintilla::SCI_GETLENGTH);
    const auto *text = static_cast<const char *>(
        m_text->SendScintillaPtrResult(QsciScintilla::SCI_GETCHARACTERPOINTER));
    return {text, length};
}

void CodeEditor::insertUtf8(const QByteArray &text)
{
    m_text->SendScintilla(QsciScintilla::SCI_REPLACESEL, "");
    m_text->SendScintilla(QsciScintilla::SCI_ADDTEXT, asPlace(text.size()), text.constData());
}

void CodeEditor::showProblem(qsizetype offset)
{
    clearProblem();
    const long length = m_text->SendScintilla(QsciScintilla::SCI_GETLENGTH);
    const long place = qBound(0L, offset, length);
    // At the end of the text there is nothing to underline but the character before.
    const long from = place == length && place > 0
                          ? m_text->SendScintilla(QsciScintilla::SCI_POSITIONBEFORE, asPlace(place))
                          : place;
    const long to = m_text->SendScintilla(QsciScintilla::SCI_POSITIONAFTER, asPlace(from));
    m_text->SendScintilla(QsciScintilla::SCI_SETINDICATORCURRENT, asPlace(ProblemIndicator));
    m_text->SendScintilla(QsciScintilla::SCI_INDICATORFILLRANGE, asPlace(from), to - from);
}

void CodeEditor::clearProblem()
{
    const long length = m_text->SendScintilla(QsciScintilla::SCI_GETLENGTH);
    m_text->SendScintilla(QsciScintilla::SCI_SETINDICATORCURRENT, asPlace(ProblemIndicator));
    m_text->SendScintilla(QsciScintilla::SCI_INDICATORCLEARRANGE, 0UL, length);
}

void CodeEditor::goToOffset(qsizetype offset)
{
    m_text->SendScintilla(QsciScintilla::SCI_GOTOPOS, asPlace(offset));
    setFocus(Qt::OtherFocusReason);
}

void CodeEditor::setAllFolded(bool folded)
{
    m_text->SendScintilla(QsciScintilla::SCI_COLOURISE, 0UL, -1L); // it finds what can be folded
    m_text->SendScintilla(QsciScintilla::SCI_FOLDALL,
                          static_cast<unsigned long>(folded ? QsciScintilla::SC_FOLDACTION_CONTRACT
                                                            : QsciScintilla::SC_FOLDACTION_EXPAND));
}

bool CodeEditor::isLineSeen(int line) const
{
    return m_text->SendScintilla(QsciScintilla::SCI_GETLINEVISIBLE, asPlace(line)) != 0;
}

void CodeEditor::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyColors();
}

bool CodeEditor::hasLongLine(const QByteArray &utf8)
{
    qsizetype begin = 0;
    while (begin < utf8.size()) {
        qsizetype end = utf8.indexOf('\n', begin);
        if (end < 0)
            end = utf8.size();
        if (end - begin > LongestLine)
            return true;
        begin = end + 1;
    }
    return false;
}

void CodeEditor::releaseWindowKeys()
{
    const QList<int> keys{
        (Qt::CTRL | Qt::Key_L).toCombined(),
        (Qt::CTRL | Qt::Key_T).toCombined(),
        (Qt::CTRL | Qt::Key_D).toCombined(),
        (Qt::CTRL | Qt::Key_U).toCombined(),
        (Qt::CTRL | Qt::SHIFT | Qt::Key_L).toCombined(),
        (Qt::CTRL | Qt::SHIFT | Qt::Key_T).toCombined(),
        (Qt::CTRL | Qt::SHIFT | Qt::Key_U).toCombined(),
        Qt::Key_Escape,
    };
    const QList<QsciCommand *> &commands = m_text->standardCommands()->commands();
    for (QsciCommand *command : commands) {
        if (keys.contains(command->key()))
            command->setKey(0);
        if (keys.contains(command->alternateKey()))
            command->setAlternateKey(0);
    }
}

void CodeEditor::colorLexer()
{
    const PaletteColors &colors = colorsOf(palette());
    m_json->setDefaultPaper(colors.paper);
    m_json->setPaper(colors.paper);
    m_json->setDefaultColor(colors.text);
    m_json->setColor(colors.text);
    m_json->setColor(colors.jsonKey, QsciLexerJSON::Property);
    for (const int style : {QsciLexerJSON::String,
                            QsciLexerJSON::IRI,
                            QsciLexerJSON::IRICompact,
                            QsciLexerJSON::EscapeSequence})
        m_json->setColor(colors.jsonString, style);
    m_json->setColor(colors.jsonNumber, QsciLexerJSON::Number);
    for (const int style : {QsciLexerJSON::Keyword, QsciLexerJSON::KeywordLD})
        m_json->setColor(colors.jsonLiteral, style);
    for (const int style : {QsciLexerJSON::Error, QsciLexerJSON::UnclosedString})
        m_json->setColor(colors.danger, style);
}

void CodeEditor::applyColors()
{
    const PaletteColors &colors = colorsOf(palette());
    const QFont fixed = monospaceFont(font());
    m_text->setFont(fixed);
    m_text->setPaper(colors.paper);
    m_text->setColor(colors.text);
    m_json->setDefaultFont(fixed);
    m_json->setFont(fixed);
    colorLexer();

    m_text->setCaretForegroundColor(colors.text);
    m_text->setSelectionBackgroundColor(colors.selection);
    m_text->resetSelectionForegroundColor();
    m_text->setMarginsBackgroundColor(colors.paper);
    m_text->setMarginsForegroundColor(colors.dim);
    m_text->setFoldMarginColors(colors.paper, colors.paper);
    for (const auto folding : {QsciScintilla::SC_MARKNUM_FOLDEREND,
                               QsciScintilla::SC_MARKNUM_FOLDEROPENMID,
                               QsciScintilla::SC_MARKNUM_FOLDERMIDTAIL,
                               QsciScintilla::SC_MARKNUM_FOLDERTAIL,
                               QsciScintilla::SC_MARKNUM_FOLDERSUB,
                               QsciScintilla::SC_MARKNUM_FOLDER,
                               QsciScintilla::SC_MARKNUM_FOLDEROPEN}) {
        // The markers of folding are not QScintilla's own, and its setters pass them over.
        const auto marker = static_cast<unsigned long>(folding);
        m_text->SendScintilla(QsciScintilla::SCI_MARKERSETFORE, marker, colors.paper);
        m_text->SendScintilla(QsciScintilla::SCI_MARKERSETBACK, marker, colors.dim);
    }
    m_text->setMatchedBraceBackgroundColor(colors.selection);
    m_text->setMatchedBraceForegroundColor(colors.text);
    m_text->setUnmatchedBraceBackgroundColor(colors.paper);
    m_text->setUnmatchedBraceForegroundColor(colors.danger);
    m_text->setIndicatorForegroundColor(colors.danger, ProblemIndicator);
    m_text->setIndicatorForegroundColor(colors.searchHit, HitIndicator);
    m_text->SendScintilla(
        QsciScintilla::SCI_INDICSETALPHA, static_cast<unsigned long>(HitIndicator), 255L);
    m_text->setIndicatorForegroundColor(colors.accent, CurrentHitIndicator);
}

} // namespace ui
