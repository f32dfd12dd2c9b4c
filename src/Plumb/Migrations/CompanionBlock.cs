using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Migrations;

/// <summary>A companion that stands in a block comment of its migration.</summary>
/// <param name="Place">Where its word stands.</param>
/// <param name="Inner">Its text with the rest of the file blanked out, so that every place in it is that of the file.</param>
internal sealed record CompanionBlock(Place Place, SourceText Inner);
