using System.Diagnostics;

namespace ContactCenter.Benchmarks.Calls;

/// <summary>A process that answers each line with a line. Disposing ends its input, and it with that, or at last kills it.</summary>
internal sealed class Partner : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly SemaphoreSlim _turn = new(1);
    private bool _isOver;

    private Partner(string program, IEnumerable<string> args, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(program, args) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
    }

    public int Id => _process.Id;

    /// <summary>This program again, with other arguments; with the first line it says.</summary>
    public static Task<(Partner Partner, string Line)> OwnAsync(IEnumerable<string> args, IReadOnlyDictionary<string, string>? environment = null) =>
        OfAsync("dotnet", [typeof(Partner).Assembly.Location, .. args], environment);

    public static async Task<(Partner Partner, string Line)> OfAsync(string program, IEnumerable<string> args, IReadOnlyDictionary<string, string>? environment = null)
    {
        var partner = new Partner(program, args, environment);
        return (partner, await partner.ReadAsync());
    }

    /// <summary>Says a line and waits for the answer.</summary>
    public async Task<string> AskAsync(string line)
    {
        await _turn.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(line);
            await _process.StandardInput.FlushAsync();
            return await ReadAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isOver)
        {
            return;
        }

        _isOver = true;
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _turn.Dispose();
    }

    private async Task<string> ReadAsync() => await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The process ended before it answered; what it said stands above.");
}
