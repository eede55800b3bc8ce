using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace ContactCenter.Channels.Voice.Prompts;

/// <summary>Runs espeak-ng: a text goes in by stdin, what it answers comes back. One that takes too long, or that nobody waits for any more, is killed.</summary>
internal sealed class EspeakProgram(string path, TimeSpan timeout, TimeProvider time)
{
    private const int MaxBytes = 64 << 20;
    private const int MaxErrorChars = 200;

    /// <exception cref="ChannelException">It cannot be started, failed, took too long or answered too much.</exception>
    public async Task<byte[]> RunAsync(IEnumerable<string> arguments, string input, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(timeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        using var process = Start(arguments);
        try
        {
            var writing = WriteAsync(process, input, stop.Token);
            var complaint = ComplaintAsync(process.StandardError, stop.Token);
            var answer = await ReadAsync(process.StandardOutput.BaseStream, stop.Token).ConfigureAwait(false);
            await writing.ConfigureAwait(false);
            await process.WaitForExitAsync(stop.Token).ConfigureAwait(false);
            return process.ExitCode == 0
                ? answer
                : throw Failed("speech-failed", $"{path} ended with {process.ExitCode}: {await complaint.ConfigureAwait(false)}", isTransient: false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed("speech-timeout", $"{path} took longer than {timeout.TotalSeconds:0.#} s and was stopped; set {VoicePromptsOptions.Section}:SpeechTimeout higher, or say less at once.", isTransient: true);
        }
        finally
        {
            await KillAsync(process).ConfigureAwait(false);
        }
    }

    private static ChannelException Failed(string code, string message, bool isTransient, Exception? inner = null) => new(message, inner) { Code = code, IsTransient = isTransient };

    private static async Task WriteAsync(Process process, string input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read all; its exit code tells why.
        }
    }

    private static async Task<string> ComplaintAsync(StreamReader errors, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var piece = new char[MaxErrorChars];
        for (var read = 1; read > 0;)
        {
            read = await errors.ReadAsync(piece.AsMemory(), cancellationToken).ConfigureAwait(false);
            text.Append(piece, 0, Math.Min(read, MaxErrorChars - text.Length));
        }

        return text.ToString().Trim();
    }

    private static async Task KillAsync(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            return;
        }

        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<byte[]> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var answer = new MemoryStream();
        var piece = new byte[16_384];
        while (true)
        {
            var read = await stream.ReadAsync(piece, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return answer.ToArray();
            }

            if (answer.Length + read > MaxBytes)
            {
                throw Failed("speech-failed", $"{path} answered more than {MaxBytes >> 20} MB; say less at once.", isTransient: false);
            }

            await answer.WriteAsync(piece.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }
    }

    private Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(path)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return Process.Start(start) ?? throw Failed("speech-unavailable", $"{path} did not start.", isTransient: true);
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            throw Failed("speech-unavailable", $"{path} cannot be started ({exception.Message}); {EspeakSynthesizer.Remedy}", isTransient: true, exception);
        }
    }
}
