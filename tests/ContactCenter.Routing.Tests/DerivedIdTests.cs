using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ContactCenter.Routing.Tests;

/// <summary>Ids of offers follow from commands, and journals are full of them: however they are computed, they are the same for ever.</summary>
public sealed class DerivedIdTests
{
    [Fact]
    public void An_id_is_the_beginning_of_the_hash_of_its_cause_and_ordinal()
    {
        var random = new Random(1);
        var input = new byte[20];
        for (var i = 0; i < 1_000; i++)
        {
            random.NextBytes(input);
            var digest = SHA256.HashData(input);
            digest[6] = (byte)((digest[6] & 0x0F) | 0x80);
            digest[8] = (byte)((digest[8] & 0x3F) | 0x80);

            DerivedId.From(new Guid(input.AsSpan(0, 16), bigEndian: true), BinaryPrimitives.ReadInt32BigEndian(input.AsSpan(16))).ShouldBe(new Guid(digest.AsSpan(0, 16), bigEndian: true));
        }
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000", 0)]
    [InlineData("ffffffff-ffff-ffff-ffff-ffffffffffff", int.MaxValue)]
    [InlineData("0198f3a1-7c00-7000-8000-000000000001", -1)]
    public void The_edges_are_no_exception(string cause, int ordinal)
    {
        var input = new byte[20];
        Guid.Parse(cause).TryWriteBytes(input, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(input.AsSpan(16), ordinal);
        var digest = SHA256.HashData(input);

        DerivedId.From(Guid.Parse(cause), ordinal).ToByteArray(bigEndian: true)[..6].ShouldBe(digest[..6]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tick", "1")]
    [InlineData("0198f3a17c0070008000000000000001", "router/main", "17")]
    [InlineData("perché", "né più né meno, e tanto che non sta in un solo blocco di sessantaquattro byte")]
    public void An_id_of_texts_is_the_beginning_of_the_hash_of_each_with_its_length(params string[] parts)
    {
        var digest = SHA256.HashData([.. parts.SelectMany(Framed)]);

        DerivedId.From(parts).ToByteArray(bigEndian: true)[..6].ShouldBe(digest[..6]);
        DerivedId.From([.. parts, new string('x', 1_000)]).ToByteArray(bigEndian: true)[9..].ShouldBe(SHA256.HashData([.. parts.Append(new string('x', 1_000)).SelectMany(Framed)])[9..16]);
    }

    private static byte[] Framed(string part)
    {
        var text = Encoding.UTF8.GetBytes(part);
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, text.Length);
        return [.. length, .. text];
    }
}
