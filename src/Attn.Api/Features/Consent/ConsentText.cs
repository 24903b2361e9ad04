namespace Attn.Api.Features.Consent;

/// <summary>
/// What a student agrees to. A change of meaning needs a new <see cref="Version"/>: then every student is asked again.
/// </summary>
public sealed record ConsentText(string Tr, string En)
{
    public const string Version = "2026-11";

    public static ConsentText Current { get; } =
        new(
            Tr: "Yüz kontrolü isteyen derslerde, çektiğin öz çekim üniversitedeki profil fotoğrafınla otomatik "
                + "olarak karşılaştırılır. İki resim de şifreli saklanır, yalnızca bu karşılaştırma için "
                + "kullanılır ve sonuç çıkınca silinir; kimseye verilmez. Yoklama kaydına yalnızca sonuç (eşleşti "
                + "ya da neden eşleşmedi) ve aynı öz çekim bir daha kullanılamasın diye resimden hesaplanan, resme "
                + "geri çevrilemeyen bir kod yazılır. Onay vermek zorunda değilsin: onay vermezsen yoklamana "
                + "öğretmenin elle bakar. Onayını istediğin an geri alabilirsin; o anda saklanan resimlerin "
                + "silinir. Sonra yeniden onay verirsen, profil fotoğrafın bir sonraki girişinde geri gelir.",
            En: "In classes that ask for a face check, the selfie you take is compared by machine with your "
                + "profile photo at the university. Both pictures are kept encrypted, are used for this comparison "
                + "only and are deleted once there is a result; nobody else gets them. Only the result (match, or "
                + "why not) is written into the attendance record, with a code computed from the selfie, so that "
                + "the same selfie cannot be used again; no picture can be made from it. You do not have to agree: "
                + "without your consent your teacher looks at your attendance by hand. You can take your consent "
                + "back at any time; the pictures held at that moment are deleted. If you agree again later, your "
                + "profile photo comes back when you sign in the next time."
        );
}
