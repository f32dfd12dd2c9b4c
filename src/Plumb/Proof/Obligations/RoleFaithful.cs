using Npgsql;

namespace Plumb.Proof.Obligations;

/// <summary>The chain runs as a role that is no superuser: the profile's, or on a bare server one that owns the database.</summary>
internal sealed class RoleFaithful : IChainObligation
{
    private const string Role = "plumb_owner";

    /// <inheritdoc/>
    public string Name => "role-faithful";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ObligationResult>> JudgeAsync(ReplayedChain replayed, CancellationToken cancellationToken)
    {
        if (replayed.Faults.Count > 0)
        {
            return [new ObligationResult(Name, null, ProofOutcome.NotApplicable, "the chain does not replay")];
        }

        if (!replayed.Identity.IsSuperuser)
        {
            return [new ObligationResult(Name, null, ProofOutcome.Shown, $"ran as {replayed.Identity.Role}, no superuser")];
        }

        var server = await ShadowServer.StartAsync(replayed.Embedded, replayed.Options, cancellationToken).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            await server.ExecuteAsync($"CREATE ROLE {Role} LOGIN CREATEROLE CREATEDB", cancellationToken).ConfigureAwait(false);
            await server.ExecuteAsync($"ALTER DATABASE {ShadowServer.Main} OWNER TO {Role}", cancellationToken).ConfigureAwait(false);
            var session = await server.OpenAsync(ShadowServer.Main, Role, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                return await ReplayAsync(replayed, session, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<IReadOnlyList<ObligationResult>> ReplayAsync(ReplayedChain replayed, ShadowSession session, CancellationToken cancellationToken)
    {
        if (await session.ReplayAsync(replayed.Migrations, cancellationToken).ConfigureAwait(false) is var (migration, refused))
        {
            var finding = ProofFindings.Of(refused, migration.Migration, Role);
            var wants = refused.Cause.SqlState == PostgresErrorCodes.InsufficientPrivilege ? "needs a superuser" : "runs only as a superuser";
            return
            [
                new ObligationResult(Name, migration.Migration.Id, ProofOutcome.Faulty, wants)
                {
                    Findings = [ProofFindings.NeedsSuperuser(migration.Migration, finding)],
                },
            ];
        }

        return [new ObligationResult(Name, null, ProofOutcome.Shown, "runs as the owner of the database, no superuser")];
    }
}
