using Plumb.Shadow.Installations;

namespace Plumb.Shadow.Servers;

/// <summary>What a server is started with.</summary>
/// <param name="Server">Its programs.</param>
/// <param name="Template">The folder that its data is copied from when there is none.</param>
/// <param name="DataFolder">Where its data is.</param>
/// <param name="KeepsData">Whether the data outlives the server, which is then stopped cleanly.</param>
internal sealed record ServerStart(PostgresInstallation Server, string Template, string DataFolder, bool KeepsData);
