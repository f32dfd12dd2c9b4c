using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;
using Plumb.Findings;

namespace Plumb.Environments;

/// <summary>Finds out why a connection could not be opened.</summary>
internal static class ConnectionFailure
{
    /// <summary>The finding that explains <paramref name="error"/>.</summary>
    public static Finding Explain(Exception error, ConnectionTarget target, ConnectionSettings settings)
    {
        var finding = Find<PostgresException>(error) is { } answer
            ? ExplainAnswer(answer, target)
            : ExplainTransport(error, target, settings);
        return finding with { Message = target.WithoutSecrets(finding.Message), Meaning = Clean(target, finding.Meaning) };
    }

    private static string? Clean(ConnectionTarget target, string? text) => text is null ? null : target.WithoutSecrets(text);

    private static Finding ExplainAnswer(PostgresException answer, ConnectionTarget target)
    {
        var text = answer.MessageText;
        var finding = answer.SqlState switch
        {
            "28P01" => ConnectionFindings.WrongPassword(target, text),
            "28000" => ConnectionFindings.NotAllowed(target, text),
            "3D000" => ConnectionFindings.NoDatabase(target, text),
            "42501" => ConnectionFindings.NoConnectPrivilege(target, text),
            "53300" => ConnectionFindings.TooMany(target, text),
            "57P01" or "57P02" or "57P03" => ConnectionFindings.NotReady(target, text),
            "08P01" when text.Contains("startup parameter", StringComparison.Ordinal) => ConnectionFindings.PoolerRefuses(target, text),
            _ => ConnectionFindings.Failed(target.ToString(), text),
        };
        return finding with { SqlState = answer.SqlState };
    }

    private static Finding ExplainTransport(Exception error, ConnectionTarget target, ConnectionSettings settings)
    {
        if (error.Message.StartsWith("No password has been provided", StringComparison.Ordinal))
        {
            return ConnectionFindings.NoPassword(target, settings.UnusablePasswordFile);
        }

        if (Find<AuthenticationException>(error) is { } untrusted)
        {
            return ConnectionFindings.NotTrusted(target, untrusted.Message);
        }

        if (error.Message.Contains("SSL connection requested", StringComparison.Ordinal))
        {
            return ConnectionFindings.NoTls(target);
        }

        if (Find<SocketException>(error) is { } socket)
        {
            return ExplainSocket(socket, target);
        }

        if (Find<TimeoutException>(error) is not null)
        {
            return ConnectionFindings.NoAnswer(target, settings["connect_timeout"] ?? "15");
        }

        return Find<IOException>(error) is { } broken
            ? ConnectionFindings.Broken(target, broken.Message)
            : ConnectionFindings.Failed(target.ToString(), error.Message);
    }

    private static Finding ExplainSocket(SocketException error, ConnectionTarget target) => error.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => ConnectionFindings.NoHost(target),
        SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable =>
            ConnectionFindings.Unreachable(target, error.Message),
        SocketError.ConnectionRefused or SocketError.AddressNotAvailable => ConnectionFindings.Refused(target),
        _ when target.Host.StartsWith('/') => ConnectionFindings.Refused(target),
        _ => ConnectionFindings.Failed(target.ToString(), error.Message),
    };

    private static T? Find<T>(Exception? error)
        where T : Exception
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is T found)
            {
                return found;
            }
        }

        return null;
    }
}
