using System.Runtime.InteropServices;
using Plumb.Environments;

namespace Plumb.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        using var interrupted = new CancellationTokenSource();
        void Interrupt(PosixSignalContext signal)
        {
            signal.Cancel = true;
            interrupted.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
        if (arguments is not ([] or ["--version" or "--help" or "-h" or "help", ..]))
        {
            ConnectionTarget.Preload();
        }

        return await CommandLine.RunAsync(arguments, interrupted.Token);
    }
}
