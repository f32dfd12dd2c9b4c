using Plumb.Presence;
using Plumb.PostgresTests.Execution;
using Plumb.Shadow;

namespace Plumb.PostgresTests.Presence;

/// <summary>Adopts in a project of a test's own.</summary>
internal static class AdoptionProject
{
    /// <summary>What <c>plumb adopt</c> does.</summary>
    public static Task<AdoptionResult> AdoptAsync(this TestProject project, AdoptionOptions options, string? profile = null) =>
        new Adoption(project.Read(), project.Execution, new EmbeddedServerOptions { Profile = profile }, project.Events)
            .RunAsync(project.Target(), options, TestContext.Current.CancellationToken);

    /// <summary>What <c>plumb up</c> does, with the explanation of what exists already.</summary>
    public static async Task<Plumb.Execution.ExecutionResult> UpExplainedAsync(this TestProject project) =>
        await new PartialApplication(project.Read(), new EmbeddedServerOptions(), TimeSpan.FromMinutes(2), project.Events)
            .ExplainAsync(await project.UpAsync(), TestContext.Current.CancellationToken);
}
