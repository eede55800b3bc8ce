using System.Text.Json.Nodes;
using ContactCenter.Audit;

namespace ContactCenter.Tools.Audit.Tests;

/// <summary>Receipts altered; every one of them is bad for whoever has the key.</summary>
internal static class ReceiptEdits
{
    public static IEnumerable<(string Name, string Json)> Of(string honest, EcdsaLogSigner thief)
    {
        yield return ("another position", Edit(r => Entry(r, 1)["position"] = 254));
        yield return ("a position out of order", Edit(r => Entry(r, 1)["position"] = 2));
        yield return ("a position beyond the head", Edit(r => Entry(r, 3)["position"] = 300));
        yield return ("an entry of another place", Edit(r => Entry(r, 2)["bytes"] = (string)Entry(r, 1)["bytes"]!));
        yield return ("a byte of an entry", Edit(r => Entry(r, 2)["bytes"] = Flip(r, 2, "bytes")));
        yield return ("a byte of a proof", Edit(r => Entry(r, 0)["proof"] = Flip(r, 0, "proof")));
        yield return ("a proof cut", Edit(r => Entry(r, 0)["proof"] = Convert.ToBase64String(Convert.FromBase64String((string)Entry(r, 0)["proof"]!)[..^32])));
        yield return ("a proof longer", Edit(r => Entry(r, 3)["proof"] = Convert.ToBase64String([.. Convert.FromBase64String((string)Entry(r, 3)["proof"]!), .. new byte[32]])));
        yield return ("half a hash", Edit(r => Entry(r, 3)["proof"] = Convert.ToBase64String([.. Convert.FromBase64String((string)Entry(r, 3)["proof"]!), 1])));
        yield return ("another log", Edit(static r => r["log"] = "acm"));
        yield return ("another version", Edit(static r => r["version"] = 2));
        yield return ("a member more", Edit(static r => r["also"] = 1));
        yield return ("a member less", Edit(static r => r.Remove("head")));
        yield return ("a member twice", honest.Replace("\"log\":", "\"log\": \"acme\", \"log\":", StringComparison.Ordinal));
        yield return ("space within Base64", honest.Replace("\"proof\": \"", "\"proof\": \" ", StringComparison.Ordinal));
        yield return ("a head of another size", Edit(static r => r["head"] = ((string)r["head"]!).Replace("\n300\n", "\n299\n", StringComparison.Ordinal)));
        yield return ("a head without a signature", Edit(static r => r["head"] = Checkpoint.Read((string)r["head"]!, null).ToText()));
        yield return ("a head signed by a thief", Edit(r => r["head"] = SignedNote.Sign(Checkpoint.Read((string)r["head"]!, null).ToText(), thief)));
        yield return ("nonsense", "nonsense");

        string Edit(Action<JsonObject> edit)
        {
            var receipt = JsonNode.Parse(honest)!.AsObject();
            edit(receipt);
            return receipt.ToJsonString();
        }

        static JsonObject Entry(JsonObject receipt, int index) => receipt["entries"]![index]!.AsObject();

        static string Flip(JsonObject receipt, int index, string member)
        {
            var bytes = Convert.FromBase64String((string)Entry(receipt, index)[member]!);
            bytes[^1] ^= 1;
            return Convert.ToBase64String(bytes);
        }
    }
}
