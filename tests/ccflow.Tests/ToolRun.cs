using System.Diagnostics;

namespace ContactCenter.Tools.Flow.Tests;

/// <summary>Runs the program as its users do: a process with arguments, output and an exit code, beside a folder that goes afterwards.</summary>
public abstract class ToolRun : IDisposable
{
    /// <summary>The folder.</summary>
    protected string At { get; } = Directory.CreateTempSubdirectory("ccflow-").FullName;

    public void Dispose()
    {
        Directory.Delete(At, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string Write(string name, string text)
    {
        var file = Path.Combine(At, name);
        File.WriteAllText(file, text);
        return file;
    }

    protected static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ccflow.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
