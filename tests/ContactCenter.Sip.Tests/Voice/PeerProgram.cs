using System.Diagnostics;
using System.Text;
using ContactCenter.Sip.Audio;

namespace ContactCenter.Sip.Tests.Voice;

/// <summary>Another program in a folder of its own: what it says on its screen is kept, and it ends with the test.</summary>
internal sealed class PeerProgram(string name) : IAsyncDisposable
{
    private readonly StringBuilder _said = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory(name + "-");
    private Process? _process;

    public string Folder => _folder.FullName;

    public Process Process => _process!;

    /// <summary>What it has said on its screen.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>Starts it, with its folder as its home.</summary>
    public void Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(name, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder, Environment = { ["HOME"] = Folder },
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Says;
        _process.ErrorDataReceived += Says;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Waits until it has said something on its screen.</summary>
    public async Task UntilSaidAsync(string text)
    {
        for (var i = 0; !Said.Contains(text, StringComparison.Ordinal); i++)
        {
            i.ShouldBeLessThan(3_000, $"{name} says '{text}'; it said:\n{Said}");
            await Task.Delay(20);
        }
    }

    /// <summary>A minute of 440 Hz for it to play.</summary>
    public string WriteTone()
    {
        var path = Path.Combine(Folder, "tone.wav");
        using var stream = File.Create(path);
        using var writer = new WavWriter(stream, WavEncoding.Pcm16, 1, 8_000);
        var tone = new short[8_000 * 60];
        new Sine(440).Fill(tone, 8_000);
        writer.Write(tone);
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private void Says(object sender, DataReceivedEventArgs line)
    {
        lock (_said)
        {
            _said.AppendLine(line.Data);
        }
    }
}
