using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace ContactCenter.Tools.Audit.Tests;

/// <summary>The verifier in Python, in processes that answer one question after the other (<c>tests/OtherVerifier/many.py</c>). They end with this one.</summary>
internal static class OtherVerifier
{
    private static readonly ConcurrentBag<Process> Idle = [];

    public static async Task<ToolRun> RunAsync(params string[] arguments)
    {
        if (!Idle.TryTake(out var python))
        {
            python = Process.Start(new ProcessStartInfo("python3", ["-B", "-I", Path.Combine(AppContext.BaseDirectory, "many.py")])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
        }

        await python.StandardInput.WriteLineAsync(JsonSerializer.Serialize(arguments));
        await python.StandardInput.FlushAsync();
        var line = await python.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"The verifier ended, asked for {string.Join(' ', arguments)}.");
        Idle.Add(python);
        using var answer = JsonDocument.Parse(line);
        return new ToolRun(answer.RootElement[0].GetInt32(), answer.RootElement[1].GetString()!, answer.RootElement[2].GetString()!);
    }
}
