using System.Reflection;
using System.Text;

namespace ContactCenter.Tools.Audit.Tests;

/// <summary><c>ccaudit</c> within this process: of hundreds of runs most of the time would go into starting it. <see cref="Tool"/> runs it as its users do.</summary>
internal static class ToolHere
{
    private static readonly AsyncLocal<(TextWriter Output, TextWriter Error)?> Said = new();
    private static readonly MethodInfo Entry = Assembly.Load("ccaudit").EntryPoint!;

    static ToolHere()
    {
        Console.SetOut(new ToItsRun(Console.Out, static said => said.Output));
        Console.SetError(new ToItsRun(Console.Error, static said => said.Error));
    }

    public static Task<ToolRun> RunAsync(params string[] arguments) => Task.Run(() =>
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        Said.Value = (TextWriter.Synchronized(output), TextWriter.Synchronized(error));
        var code = (int)Entry.Invoke(null, [arguments])!;
        return new ToolRun(code, output.ToString(), error.ToString());
    });

    /// <summary>The console has one stream for all; what is written goes to whose run it is.</summary>
    private sealed class ToItsRun(TextWriter others, Func<(TextWriter Output, TextWriter Error), TextWriter> which) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        private TextWriter Target => Said.Value is { } said ? which(said) : others;

        public override void Write(char value) => Target.Write(value);

        public override void Write(string? value) => Target.Write(value);
    }
}
