using System.Security.Cryptography;
using System.Text;

namespace ContactCenter.Routing.Tests.Model;

/// <summary>One hash over all that numbered histories decided and came to.</summary>
internal static class HistoryHashes
{
    public static string Of(int count)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var number = 0; number < count; number++)
        {
            var history = new History(TapeOf(number)).Play();
            hash.AppendData(Encoding.UTF8.GetBytes(history.Transcript()));
            hash.AppendData(Encoding.UTF8.GetBytes(history.State.ComputeHash()));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>The bytes of a numbered history: the same in every process.</summary>
    public static byte[] TapeOf(int number)
    {
        var tape = new byte[20 + (number % 180)];
        for (var at = 0; at < tape.Length; at += SHA256.HashSizeInBytes)
        {
            var bytes = SHA256.HashData(Encoding.ASCII.GetBytes($"{number}/{at}"));
            bytes.AsSpan(0, Math.Min(bytes.Length, tape.Length - at)).CopyTo(tape.AsSpan(at));
        }

        return tape;
    }
}
