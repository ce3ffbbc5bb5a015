// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.lookup;

import io.raygate.it.lookup.Lookup.Kind;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.reflect.AccessFlag;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Puts a call of {@link LookupLog#note} before each lookup in the classes that are loaded. In ours, and in zstd-jni, whose
 * metadata is ours, every lookup counts; in others those of our resources. Lookups in classes that Quarkus generates are
 * declared by Quarkus.
 */
final class LookupSites implements ClassFileTransformer {

    private static final List<String> OURS = List.of("io/raygate/", "com/github/luben/zstd/");
    private static final String AGENT = "io/raygate/it/";

    private static final Set<String> RESOURCES =
            Set.of("getResource", "getResources", "getResourceAsStream", "resources");

    private static final Map<String, Set<String>> LOOKUPS = Map.of(
            "java/lang/Class",
            Set.of(
                    "forName",
                    "getConstructor",
                    "getConstructors",
                    "getDeclaredConstructor",
                    "getDeclaredConstructors",
                    "getDeclaredField",
                    "getDeclaredFields",
                    "getDeclaredMethod",
                    "getDeclaredMethods",
                    "getField",
                    "getFields",
                    "getMethod",
                    "getMethods",
                    "getRecordComponents"),
            "java/lang/ClassLoader",
            Set.of("loadClass"),
            "java/lang/reflect/Constructor",
            Set.of("newInstance"),
            "java/lang/reflect/Field",
            Set.of("get", "set"),
            "java/lang/reflect/Method",
            Set.of("invoke"),
            "java/lang/reflect/Proxy",
            Set.of("newProxyInstance"),
            "java/util/ResourceBundle",
            Set.of("getBundle"),
            "java/util/ServiceLoader",
            Set.of("load", "loadInstalled"));

    private static final Set<String> HAVE_RESOURCES = Set.of("java/lang/Class", "java/lang/ClassLoader");

    private static final ClassDesc LOG = ClassDesc.of(LookupLog.class.getName());
    private static final MethodTypeDesc NOTE = MethodTypeDesc.of(
            ConstantDescs.CD_void,
            ConstantDescs.CD_String,
            ConstantDescs.CD_Class,
            ConstantDescs.CD_boolean,
            ConstantDescs.CD_Object,
            ConstantDescs.CD_Object.arrayType());

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String name,
            @Nullable Class<?> redefined,
            ProtectionDomain domain,
            byte[] bytes) {
        if (loader == null || name.startsWith(AGENT) || isGenerated(name)) {
            return null;
        }
        try {
            boolean byAnyone = OURS.stream().noneMatch(name::startsWith);
            ClassFile context = ClassFile.of(
                    ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(loader)));
            ClassModel model = context.parse(bytes);
            if (!byAnyone) {
                noteNativeParameters(model);
            }
            return looksUp(model, byAnyone) ? instrument(context, model, byAnyone) : null;
        } catch (RuntimeException e) {
            // The JVM would ignore it.
            LookupLog.fail(name, e);
            return null;
        }
    }

    /** Beans, proxies and implementations of configuration. */
    private static boolean isGenerated(String name) {
        return name.startsWith("io/raygate/") && (name.indexOf('_') > 0 || name.contains("$$"));
    }

    /** Native code finds the fields of the objects that it is given by name. */
    private static void noteNativeParameters(ClassModel model) {
        for (MethodModel method : model.methods()) {
            if (method.flags().has(AccessFlag.NATIVE)) {
                method.methodTypeSymbol().parameterList().stream()
                        .filter(ClassDesc::isClassOrInterface)
                        .filter(type -> !type.packageName().startsWith("java."))
                        .forEach(type -> LookupLog.write(
                                Kind.JNI,
                                type.packageName() + "." + type.displayName(),
                                model.thisClass().asInternalName()));
            }
        }
    }

    private static boolean looksUp(ClassModel model, boolean byAnyone) {
        return StreamSupport.stream(model.constantPool().spliterator(), false)
                .anyMatch(entry -> entry instanceof MemberRefEntry member
                        && isLookup(
                                member.owner().asInternalName(), member.name().stringValue(), byAnyone));
    }

    private static boolean isLookup(String owner, String method, boolean byAnyone) {
        return HAVE_RESOURCES.contains(owner) && RESOURCES.contains(method)
                || !byAnyone && LOOKUPS.getOrDefault(owner, Set.of()).contains(method);
    }

    private static byte[] instrument(ClassFile context, ClassModel model, boolean byAnyone) {
        ClassDesc caller = model.thisClass().asSymbol();
        return context.transformClass(model, ClassTransform.transformingMethodBodies((code, element) -> {
            if (element instanceof InvokeInstruction call
                    && isLookup(call.owner().asInternalName(), call.name().stringValue(), byAnyone)) {
                note(code, call, caller, byAnyone);
            }
            code.with(element);
        }));
    }

    /** Takes the call's operands off the stack, gives the objects among them to the log, and puts them back. */
    private static void note(CodeBuilder code, InvokeInstruction call, ClassDesc caller, boolean byAnyone) {
        List<ClassDesc> parameters = call.typeSymbol().parameterList();
        int[] slots = new int[parameters.size()];
        for (int i = slots.length - 1; i >= 0; i--) {
            slots[i] = store(code, TypeKind.from(parameters.get(i)));
        }
        boolean isStatic = call.opcode() == Opcode.INVOKESTATIC;
        int receiver = isStatic ? -1 : store(code, TypeKind.REFERENCE);
        code.loadConstant(call.name().stringValue()).loadConstant(caller).loadConstant(byAnyone ? 1 : 0);
        if (isStatic) {
            code.aconst_null();
        } else {
            code.aload(receiver);
        }
        code.loadConstant(slots.length).anewarray(ConstantDescs.CD_Object);
        for (int i = 0; i < slots.length; i++) {
            if (!parameters.get(i).isPrimitive()) {
                code.dup().loadConstant(i).aload(slots[i]).aastore();
            }
        }
        code.invokestatic(LOG, "note", NOTE);
        if (!isStatic) {
            code.aload(receiver);
        }
        for (int i = 0; i < slots.length; i++) {
            code.loadLocal(TypeKind.from(parameters.get(i)), slots[i]);
        }
    }

    private static int store(CodeBuilder code, TypeKind kind) {
        int slot = code.allocateLocal(kind);
        code.storeLocal(kind, slot);
        return slot;
    }
}
