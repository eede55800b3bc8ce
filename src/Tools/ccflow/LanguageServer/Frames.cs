using System.Globalization;
using System.Text;

namespace ContactCenter.Tools.Flow.LanguageServer;

/// <summary>Messages on a stream, each behind a header with its length (base protocol of the Language Server Protocol 3.17).</summary>
internal sealed class Frames(Stream input, Stream output) : IDisposable
{
    /// <summary>No message is longer: 16 MB, more than the largest script.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    private const int MostHeader = 4 * 1024;

    private readonly BufferedStream _input = new(input, 64 * 1024);
    private readonly SemaphoreSlim _writing = new(1, 1);

    /// <summary>The next message; null at the end of the stream.</summary>
    /// <exception cref="FrameException">The header is none, or the message is too long; one that is too long was passed over.</exception>
    public async Task<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await LengthAsync(cancellationToken) is not { } length)
        {
            return null;
        }

        if (length > MostBytes)
        {
            await PassOverAsync(length, cancellationToken);
            throw new FrameException($"A message of {length} bytes is too long; {MostBytes} are the most.", canGoOn: true);
        }

        var message = new byte[length];
        return await _input.ReadAtLeastAsync(message, message.Length, throwOnEndOfStream: false, cancellationToken) == message.Length ? message : null;
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await output.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {message.Length}\r\n\r\n")), cancellationToken);
            await output.WriteAsync(message, cancellationToken);
            await output.FlushAsync(cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose()
    {
        _input.Dispose();
        _writing.Dispose();
    }

    private async Task<long?> LengthAsync(CancellationToken cancellationToken)
    {
        var header = new StringBuilder();
        var one = new byte[1];
        while (header.Length < 4 || header[^1] != '\n' || header[^2] != '\r' || header[^3] != '\n' || header[^4] != '\r')
        {
            if (await _input.ReadAsync(one, cancellationToken) == 0)
            {
                return header.Length == 0 ? null : throw new FrameException("The stream ends within a header.", canGoOn: false);
            }

            header.Append((char)one[0]);
            if (header.Length > MostHeader)
            {
                throw new FrameException($"A header is longer than {MostHeader} bytes.", canGoOn: false);
            }
        }

        foreach (var line in header.ToString().Split("\r\n"))
        {
            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)
                && long.TryParse(line.AsSpan("Content-Length:".Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            {
                return length;
            }
        }

        throw new FrameException("A header does not say how long its message is; it has no Content-Length.", canGoOn: false);
    }

    private async Task PassOverAsync(long length, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (length > 0 && await _input.ReadAsync(buffer.AsMemory(0, (int)Math.Min(length, buffer.Length)), cancellationToken) is > 0 and var read)
        {
            length -= read;
        }
    }
}

/// <summary>What came is no message.</summary>
internal sealed class FrameException(string message, bool canGoOn) : Exception(message)
{
    /// <summary>Whether the next message can be found.</summary>
    public bool CanGoOn { get; } = canGoOn;
}
