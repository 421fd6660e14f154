// The one gate that every write of the window goes through, by the guard of its connection.
// GUI thread.
#pragma once

#include "core/client/write_gate.h"

#include <QString>

class QWidget;

namespace ui {

class Connection;
class Prompts;
struct Question;

/// For the client of this connection. The guard is looked up at each write, so a change holds at
/// once. A deletion is not asked about again: the dialog that sends it is its question.
[[nodiscard]] core::WriteGate
makeWriteGate(const Connection &connection, Prompts &prompts, QWidget &window);

/// What is asked before a write: the thing's name, the condition, and where.
[[nodiscard]] Question askBefore(const core::AppendRequest &request, const Connection &connection);

} // namespace ui
