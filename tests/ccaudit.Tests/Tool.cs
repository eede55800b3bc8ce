using System.Diagnostics;

namespace ContactCenter.Tools.Audit.Tests;

/// <summary>What a program answered.</summary>
internal sealed record ToolRun(int Code, string Output, string Error);

/// <summary>Programs as their users run them: a process with arguments, output and an exit code.</summary>
internal static class Tool
{
    public static async Task<ToolRun> RunAsync(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new ToolRun(process.ExitCode, await output, await error);
    }
}
